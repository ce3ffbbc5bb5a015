// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Traces requests with the OpenTelemetry SDK: spans for what comes in. */
@NullMarked
package io.raygate.shop.span;

import org.jspecify.annotations.NullMarked;
