// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The configuration of AWS calls, and the clients made from it. */
@NullMarked
package io.raygate.edge.aws;

import org.jspecify.annotations.NullMarked;
