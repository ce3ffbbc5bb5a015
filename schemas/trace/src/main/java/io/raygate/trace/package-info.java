// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** A trace as X-Ray hands it out: its segments and subsegments in rows, and a timeline of them in text. */
@NullMarked
package io.raygate.trace;

import org.jspecify.annotations.NullMarked;
