// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing.browser;

/**
 * What a page holds after garbage was collected.
 *
 * @param nodes     of all documents, attached or not
 * @param listeners of events
 */
public record Footprint(long nodes, long listeners, long heapBytes) {}
