// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The service graph and the statistics over time. */
@NullMarked
package io.raygate.local.xray.graph;

import org.jspecify.annotations.NullMarked;
