// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** X-Ray's filter language: text into predicates on indexed traces. */
@NullMarked
package io.raygate.local.xray.filter;

import org.jspecify.annotations.NullMarked;
