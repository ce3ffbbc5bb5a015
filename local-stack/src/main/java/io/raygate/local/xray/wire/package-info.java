// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** How requests are read and answers are written: the REST-JSON protocol. */
@NullMarked
package io.raygate.local.xray.wire;

import org.jspecify.annotations.NullMarked;
