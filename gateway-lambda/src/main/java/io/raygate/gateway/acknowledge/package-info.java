// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Tells the event source mapping what is unfinished. */
@NullMarked
package io.raygate.gateway.acknowledge;

import org.jspecify.annotations.NullMarked;
