// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Makes the services of the local stack fail on request. */
@NullMarked
package io.raygate.local.fault;

import org.jspecify.annotations.NullMarked;
