// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Collects documents into blocks and seals them by size, count or age. */
@NullMarked
package io.raygate.edge.block;

import org.jspecify.annotations.NullMarked;
