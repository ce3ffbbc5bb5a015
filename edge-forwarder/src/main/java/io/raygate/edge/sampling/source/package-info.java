// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What a client asks about sampling, and who knows the answer. */
@NullMarked
package io.raygate.edge.sampling.source;

import org.jspecify.annotations.NullMarked;
