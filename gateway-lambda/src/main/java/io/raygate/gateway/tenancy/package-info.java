// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Whose the blocks of an event are: the stream's tenant, or on a shared stream the tenant that has signed. */
@NullMarked
package io.raygate.gateway.tenancy;

import org.jspecify.annotations.NullMarked;
