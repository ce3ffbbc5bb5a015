// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Reads YAML and JSON files into values that know where they stand. */
@NullMarked
package io.raygate.contract.read;

import org.jspecify.annotations.NullMarked;
