// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Answers from X-Ray: signs, forwards, and remembers the rules. */
@NullMarked
package io.raygate.edge.sampling.xray;

import org.jspecify.annotations.NullMarked;
