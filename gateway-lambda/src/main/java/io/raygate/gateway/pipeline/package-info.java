// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Takes each tenant's documents from the event to X-Ray, the same way for records and for messages. */
@NullMarked
package io.raygate.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
