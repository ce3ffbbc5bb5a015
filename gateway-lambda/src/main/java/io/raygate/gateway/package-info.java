// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The gateway function: decode, validate, batch, submit, acknowledge. */
@NullMarked
package io.raygate.gateway;

import org.jspecify.annotations.NullMarked;
