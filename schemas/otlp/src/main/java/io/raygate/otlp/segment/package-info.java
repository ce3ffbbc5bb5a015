// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What each field of a segment document is taken from. */
@NullMarked
package io.raygate.otlp.segment;

import org.jspecify.annotations.NullMarked;
