// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Chooses who answers for sampling, as the configuration says. */
@NullMarked
package io.raygate.edge.sampling;

import org.jspecify.annotations.NullMarked;
