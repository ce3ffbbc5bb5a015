// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The distribution's browser, driven as a person uses it; whoever uses it brings Jackson. */
@NullMarked
package io.raygate.testing.browser;

import org.jspecify.annotations.NullMarked;
