// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Takes out of documents what a tenant, or the platform, does not want to leave the account. */
@NullMarked
package io.raygate.gateway.redact;

import org.jspecify.annotations.NullMarked;
