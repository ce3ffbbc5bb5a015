// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Keeps sealed blocks until they are published. */
@NullMarked
package io.raygate.edge.spool;

import org.jspecify.annotations.NullMarked;
