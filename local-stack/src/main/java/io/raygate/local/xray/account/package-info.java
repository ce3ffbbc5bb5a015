// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Settings of the account: groups, encryption, destination. */
@NullMarked
package io.raygate.local.xray.account;

import org.jspecify.annotations.NullMarked;
