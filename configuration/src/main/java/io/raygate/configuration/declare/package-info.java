// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Turns the declarations on configuration interfaces into a list of keys when a module is compiled. */
@NullMarked
package io.raygate.configuration.declare;

import org.jspecify.annotations.NullMarked;
