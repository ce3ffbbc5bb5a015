// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Serves TCP: the sampling requests of X-Ray SDKs, segments where the intake is enabled, and nothing else. */
@NullMarked
package io.raygate.edge.proxy;

import org.jspecify.annotations.NullMarked;
