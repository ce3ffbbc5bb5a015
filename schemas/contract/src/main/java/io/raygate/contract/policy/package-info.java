// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Translates a tenant file into what the gateway reads of it. */
@NullMarked
package io.raygate.contract.policy;

import org.jspecify.annotations.NullMarked;
