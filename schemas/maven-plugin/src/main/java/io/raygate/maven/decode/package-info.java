// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The goal with which an engineer looks into a record of the stream. */
@NullMarked
package io.raygate.maven.decode;

import org.jspecify.annotations.NullMarked;
