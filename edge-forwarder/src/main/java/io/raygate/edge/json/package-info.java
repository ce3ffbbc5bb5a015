// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** JSON that anybody may have sent. */
@NullMarked
package io.raygate.edge.json;

import org.jspecify.annotations.NullMarked;
