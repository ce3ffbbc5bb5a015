// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Separates the documents that X-Ray accepts from those that it refuses. */
@NullMarked
package io.raygate.gateway.validate;

import org.jspecify.annotations.NullMarked;
