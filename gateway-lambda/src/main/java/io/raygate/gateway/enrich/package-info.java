// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Adds to documents what the cluster knows of their sender, between the bytes that came. */
@NullMarked
package io.raygate.gateway.enrich;

import org.jspecify.annotations.NullMarked;
