// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Groups documents into calls of PutTraceSegments. */
@NullMarked
package io.raygate.gateway.batch;

import org.jspecify.annotations.NullMarked;
