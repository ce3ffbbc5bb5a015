// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** X-Ray's OTLP endpoint: spans become documents in the store. */
@NullMarked
package io.raygate.local.xray.otlp;

import org.jspecify.annotations.NullMarked;
