// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Traces fetched by a token: what Transaction Search offers in place of BatchGetTraces. */
@NullMarked
package io.raygate.local.xray.retrieval;

import org.jspecify.annotations.NullMarked;
