// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The verbs that show traces, the map and the books in a terminal. */
@NullMarked
package io.raygate.cli.look;

import org.jspecify.annotations.NullMarked;
