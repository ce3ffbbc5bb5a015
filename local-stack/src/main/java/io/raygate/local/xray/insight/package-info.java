// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Insights: faults that stand out, found in the stored traces. */
@NullMarked
package io.raygate.local.xray.insight;

import org.jspecify.annotations.NullMarked;
