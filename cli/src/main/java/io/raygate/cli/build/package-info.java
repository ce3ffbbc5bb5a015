// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Builds with Maven what is older than its sources. */
@NullMarked
package io.raygate.cli.build;

import org.jspecify.annotations.NullMarked;
