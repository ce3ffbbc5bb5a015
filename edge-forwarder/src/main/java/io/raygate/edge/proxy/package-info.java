// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Answers the sampling requests of X-Ray SDKs on TCP, and nothing else. */
@NullMarked
package io.raygate.edge.proxy;

import org.jspecify.annotations.NullMarked;
