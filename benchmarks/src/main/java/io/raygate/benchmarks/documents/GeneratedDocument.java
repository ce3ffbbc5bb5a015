// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import io.raygate.block.Workload;

/**
 * A segment document and the pod that sent it.
 *
 * @param body UTF-8 JSON; owned by the caller
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record GeneratedDocument(Workload workload, byte[] body) {}
