// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Whose documents these are, in a cluster that several teams share. */
@NullMarked
package io.raygate.edge.tenant;

import org.jspecify.annotations.NullMarked;
