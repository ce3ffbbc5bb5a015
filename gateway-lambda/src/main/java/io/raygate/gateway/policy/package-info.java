// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What each tenant wants and may do. */
@NullMarked
package io.raygate.gateway.policy;

import org.jspecify.annotations.NullMarked;
