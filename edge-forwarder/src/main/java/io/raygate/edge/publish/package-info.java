// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Puts blocks on the Kinesis stream. */
@NullMarked
package io.raygate.edge.publish;

import org.jspecify.annotations.NullMarked;
