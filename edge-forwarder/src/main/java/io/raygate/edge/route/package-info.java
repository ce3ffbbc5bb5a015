// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Sends the documents of each team its own way, in a cluster that teams share. */
@NullMarked
package io.raygate.edge.route;

import org.jspecify.annotations.NullMarked;
