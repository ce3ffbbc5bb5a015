// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Keeps refused documents with their reason in a queue, where a person can inspect them and send them again. */
@NullMarked
package io.raygate.gateway.quarantine;

import org.jspecify.annotations.NullMarked;
