// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The gateway's stages beside a tree and a schema library, on the same inputs. */
@NullMarked
package io.raygate.benchmarks.validate;

import org.jspecify.annotations.NullMarked;
