// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The writer of the documents. */
@NullMarked
package io.raygate.otlp.json;

import org.jspecify.annotations.NullMarked;
