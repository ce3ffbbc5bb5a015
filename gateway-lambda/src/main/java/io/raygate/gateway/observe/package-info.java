// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The books of an invocation, as CloudWatch metrics on standard output. */
@NullMarked
package io.raygate.gateway.observe;

import org.jspecify.annotations.NullMarked;
