// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Sheds what is beyond the limits of a namespace or workload, before it is put into a block. */
@NullMarked
package io.raygate.edge.limit;

import org.jspecify.annotations.NullMarked;
