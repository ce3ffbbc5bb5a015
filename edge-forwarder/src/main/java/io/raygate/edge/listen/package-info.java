// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Listens on TCP for HTTP, and holds every client to what it may cost. */
@NullMarked
package io.raygate.edge.listen;

import org.jspecify.annotations.NullMarked;
