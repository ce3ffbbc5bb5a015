// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Reading and changing the bytes of JSON text in place of parsing it. */
@NullMarked
package io.raygate.gateway.splice;

import org.jspecify.annotations.NullMarked;
