// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What the tests of all modules share: time, patience and the length of property tests. */
@NullMarked
package io.raygate.testing;

import org.jspecify.annotations.NullMarked;
