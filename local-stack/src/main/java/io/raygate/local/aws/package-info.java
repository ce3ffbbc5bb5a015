// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The HTTP front that every AWS SDK talks to: one port, dispatched to the service that the request names. */
@NullMarked
package io.raygate.local.aws;

import org.jspecify.annotations.NullMarked;
