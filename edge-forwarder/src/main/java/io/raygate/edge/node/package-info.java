// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What the forwarder knows of the node on which it runs. */
@NullMarked
package io.raygate.edge.node;

import org.jspecify.annotations.NullMarked;
