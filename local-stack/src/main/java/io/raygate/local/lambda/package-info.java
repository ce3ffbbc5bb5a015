// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Drives the packaged function as Lambda does: event source mapping, Runtime API, process. */
@NullMarked
package io.raygate.local.lambda;

import org.jspecify.annotations.NullMarked;
