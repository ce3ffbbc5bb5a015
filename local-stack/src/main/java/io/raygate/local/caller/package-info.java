// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Who calls a port: a program on this machine, or a web page that somebody has open on it. */
@NullMarked
package io.raygate.local.caller;

import org.jspecify.annotations.NullMarked;
