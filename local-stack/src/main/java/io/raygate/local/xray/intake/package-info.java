// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Documents and telemetry on their way in. */
@NullMarked
package io.raygate.local.xray.intake;

import org.jspecify.annotations.NullMarked;
