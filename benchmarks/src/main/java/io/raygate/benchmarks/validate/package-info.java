// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Validating and enriching documents, the byte-level way and by a tree, on the same inputs. */
@NullMarked
package io.raygate.benchmarks.validate;

import org.jspecify.annotations.NullMarked;
