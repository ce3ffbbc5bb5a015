// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

/**
 * Where a document belongs.
 *
 * @param id          as it was sent
 * @param parent      {@link EntityId#NONE} where it names none
 * @param independent a subsegment that was sent on its own
 */
public record Identity(String traceId, String id, long parent, boolean independent) {}
