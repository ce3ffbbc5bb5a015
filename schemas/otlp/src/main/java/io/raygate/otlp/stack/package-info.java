// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Stack traces as runtimes print them, taken apart. */
@NullMarked
package io.raygate.otlp.stack;

import org.jspecify.annotations.NullMarked;
