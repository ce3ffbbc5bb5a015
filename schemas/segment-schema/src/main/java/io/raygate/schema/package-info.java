// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What a segment document must look like, and the verdict on one. */
@NullMarked
package io.raygate.schema;

import org.jspecify.annotations.NullMarked;
