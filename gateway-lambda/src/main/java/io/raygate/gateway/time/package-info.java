// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** How long an invocation may work, and how it waits. */
@NullMarked
package io.raygate.gateway.time;

import org.jspecify.annotations.NullMarked;
