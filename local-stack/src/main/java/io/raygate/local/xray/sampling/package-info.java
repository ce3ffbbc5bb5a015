// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Sampling rules, targets and statistics. */
@NullMarked
package io.raygate.local.xray.sampling;

import org.jspecify.annotations.NullMarked;
