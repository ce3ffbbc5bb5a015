// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Sends batches to X-Ray within the time of the invocation. */
@NullMarked
package io.raygate.gateway.submit;

import org.jspecify.annotations.NullMarked;
