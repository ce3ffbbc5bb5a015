// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Turns requests of OpenTelemetry spans into segment documents. */
@NullMarked
package io.raygate.gateway.translate;

import org.jspecify.annotations.NullMarked;
