// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Raygate end to end: the real packages, started by the real script, with real X-Ray SDKs at both ends. */
@NullMarked
package io.raygate.it;

import org.jspecify.annotations.NullMarked;
