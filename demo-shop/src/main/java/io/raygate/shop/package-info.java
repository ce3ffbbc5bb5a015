// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** A small shop whose services are traced with the real X-Ray SDK. */
@NullMarked
package io.raygate.shop;

import org.jspecify.annotations.NullMarked;
