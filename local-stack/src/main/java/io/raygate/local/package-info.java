// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** One process on the loopback address that stands in for AWS. */
@NullMarked
package io.raygate.local;

import org.jspecify.annotations.NullMarked;
