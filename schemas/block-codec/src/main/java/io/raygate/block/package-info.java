// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The bytes on the stream: version 1 of the block format, its writer and its reader. */
@NullMarked
package io.raygate.block;

import org.jspecify.annotations.NullMarked;
