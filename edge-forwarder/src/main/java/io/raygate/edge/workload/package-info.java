// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Who sends: finds the workload behind a source address. */
@NullMarked
package io.raygate.edge.workload;

import org.jspecify.annotations.NullMarked;
