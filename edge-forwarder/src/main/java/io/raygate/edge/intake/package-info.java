// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Takes the segments of PutTraceSegments requests, as OpenTelemetry Collectors and AWS SDKs send them. */
@NullMarked
package io.raygate.edge.intake;

import org.jspecify.annotations.NullMarked;
