// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** How far an environment can grow: what it needs of AWS, what it costs, and what breaks first. */
@NullMarked
package io.raygate.cli.scale;

import org.jspecify.annotations.NullMarked;
