// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The management port: health and metrics, for whoever watches the process. */
@NullMarked
package io.raygate.edge.manage;

import org.jspecify.annotations.NullMarked;
