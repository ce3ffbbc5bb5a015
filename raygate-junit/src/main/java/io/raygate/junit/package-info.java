// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Assertions on the traces of an application, for tests with JUnit: start at {@link io.raygate.junit.RaygateExtension}. */
@NullMarked
package io.raygate.junit;

import org.jspecify.annotations.NullMarked;
