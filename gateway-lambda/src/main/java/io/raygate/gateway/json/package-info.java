// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The only place that makes Jackson's factories, so that none keeps what senders choose. */
@NullMarked
package io.raygate.gateway.json;

import org.jspecify.annotations.NullMarked;
