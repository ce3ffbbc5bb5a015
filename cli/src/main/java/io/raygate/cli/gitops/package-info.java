// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Changes the files of a configuration repository, keeping comments and order, and shows what has changed. */
@NullMarked
package io.raygate.cli.gitops;

import org.jspecify.annotations.NullMarked;
