// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Walks over requests of OpenTelemetry spans: counts the spans, and cuts requests between them. */
@NullMarked
package io.raygate.edge.spans;

import org.jspecify.annotations.NullMarked;
