// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What a segment costs as one thing grows: the rate, documents, pods, tenants, shards. */
@NullMarked
package io.raygate.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
