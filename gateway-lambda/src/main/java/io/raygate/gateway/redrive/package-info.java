// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Sends documents from quarantine again, once. */
@NullMarked
package io.raygate.gateway.redrive;

import org.jspecify.annotations.NullMarked;
