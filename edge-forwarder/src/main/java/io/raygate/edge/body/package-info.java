// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Holds the bodies of requests in memory, within bounds that all requests of a port share. */
@NullMarked
package io.raygate.edge.body;

import org.jspecify.annotations.NullMarked;
