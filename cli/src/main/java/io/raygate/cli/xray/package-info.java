// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The X-Ray API, of a local stack or of AWS, and which of them is meant. */
@NullMarked
package io.raygate.cli.xray;

import org.jspecify.annotations.NullMarked;
