// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Makes requests of OpenTelemetry spans ready for X-Ray's OTLP endpoint. */
@NullMarked
package io.raygate.gateway.export;

import org.jspecify.annotations.NullMarked;
