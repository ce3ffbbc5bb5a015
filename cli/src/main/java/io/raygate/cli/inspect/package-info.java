// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Verbs that look into documents, blocks and policies. */
@NullMarked
package io.raygate.cli.inspect;

import org.jspecify.annotations.NullMarked;
