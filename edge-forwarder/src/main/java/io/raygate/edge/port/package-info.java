// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** TCP 2000: which requests are answered, by whom, and what a client may cost. */
@NullMarked
package io.raygate.edge.port;

import org.jspecify.annotations.NullMarked;
