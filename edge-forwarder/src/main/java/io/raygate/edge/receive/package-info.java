// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Takes X-Ray daemon datagrams off the socket and finds the document in each. */
@NullMarked
package io.raygate.edge.receive;

import org.jspecify.annotations.NullMarked;
