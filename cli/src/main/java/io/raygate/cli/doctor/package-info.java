// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** {@code doctor}: whether this machine has what Raygate needs. */
@NullMarked
package io.raygate.cli.doctor;

import org.jspecify.annotations.NullMarked;
