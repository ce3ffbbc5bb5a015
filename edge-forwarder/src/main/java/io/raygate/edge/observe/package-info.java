// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The books: what became of every document, as metrics and health. */
@NullMarked
package io.raygate.edge.observe;

import org.jspecify.annotations.NullMarked;
