// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Files that are mounted into the process and read again when they change, as ConfigMaps are. */
@NullMarked
package io.raygate.edge.reload;

import org.jspecify.annotations.NullMarked;
