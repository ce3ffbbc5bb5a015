// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** GetTraceSummaries and BatchGetTraces. */
@NullMarked
package io.raygate.local.xray.query;

import org.jspecify.annotations.NullMarked;
