// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Where traces are read: the X-Ray API of a local stack, or AWS X-Ray. */
@NullMarked
package io.raygate.junit.xray;

import org.jspecify.annotations.NullMarked;
