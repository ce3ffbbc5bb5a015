// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Records what a program looks up by name while it runs, and reads what its native image declares. */
@NullMarked
package io.raygate.it.lookup;

import org.jspecify.annotations.NullMarked;
