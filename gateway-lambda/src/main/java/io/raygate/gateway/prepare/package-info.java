// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The stages which a tenant's policy decides, from received documents to those that are sent. */
@NullMarked
package io.raygate.gateway.prepare;

import org.jspecify.annotations.NullMarked;
