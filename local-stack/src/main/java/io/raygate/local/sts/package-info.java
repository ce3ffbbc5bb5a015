// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Roles that can be assumed, with nothing behind them but a name and an external id. */
@NullMarked
package io.raygate.local.sts;

import org.jspecify.annotations.NullMarked;
