// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Groups of traces: filter expressions with a name. */
@NullMarked
package io.raygate.local.xray.group;

import org.jspecify.annotations.NullMarked;
