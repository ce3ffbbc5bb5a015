// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Stored traces as a file, for a colleague or for the next start. */
@NullMarked
package io.raygate.local.xray.snapshot;

import org.jspecify.annotations.NullMarked;
