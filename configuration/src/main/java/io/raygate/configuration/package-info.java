// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Declares the keys that a program knows, and checks all of them before the program starts. */
@NullMarked
package io.raygate.configuration;

import org.jspecify.annotations.NullMarked;
