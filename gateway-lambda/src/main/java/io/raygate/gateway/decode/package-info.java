// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** From the Kinesis event to documents. */
@NullMarked
package io.raygate.gateway.decode;

import org.jspecify.annotations.NullMarked;
