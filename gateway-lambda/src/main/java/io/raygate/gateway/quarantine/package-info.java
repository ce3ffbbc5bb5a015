// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Keeps what X-Ray shall not have, with the reason, where a person can look at it and send it again. */
@NullMarked
package io.raygate.gateway.quarantine;

import org.jspecify.annotations.NullMarked;
