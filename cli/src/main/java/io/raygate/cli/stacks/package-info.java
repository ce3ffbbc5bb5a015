// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The stacks that run: their ports, and the verbs that look at them or stop them. */
@NullMarked
package io.raygate.cli.stacks;

import org.jspecify.annotations.NullMarked;
