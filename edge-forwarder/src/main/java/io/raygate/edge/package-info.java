// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The forwarder of one node: receive, block, spool, publish. */
@NullMarked
package io.raygate.edge;

import org.jspecify.annotations.NullMarked;
