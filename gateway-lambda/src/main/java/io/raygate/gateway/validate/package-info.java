// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Tells the documents that X-Ray takes from those it refuses. */
@NullMarked
package io.raygate.gateway.validate;

import org.jspecify.annotations.NullMarked;
