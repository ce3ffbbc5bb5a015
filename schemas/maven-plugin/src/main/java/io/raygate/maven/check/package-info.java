// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Files in, findings out: which kind a file is of, what is wrong with it, where, and what helps. */
@NullMarked
package io.raygate.maven.check;

import org.jspecify.annotations.NullMarked;
