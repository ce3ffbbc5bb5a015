// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Answers from sampling rules of our own, with the reservoirs shared among the clients of this node. */
@NullMarked
package io.raygate.edge.sampling.rules;

import org.jspecify.annotations.NullMarked;
