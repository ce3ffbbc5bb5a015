// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Finds the owner of each block: the stream's tenant or, on a shared stream, the tenant that signed it. */
@NullMarked
package io.raygate.gateway.tenancy;

import org.jspecify.annotations.NullMarked;
