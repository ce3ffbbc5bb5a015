// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import org.jspecify.annotations.Nullable;

/** What became of a document that was put. */
public sealed interface Reading {

    record Accepted(SegmentDocument document) implements Reading {}

    /**
     * Not stored.
     *
     * @param id null where none could be read
     */
    record Refused(@Nullable String id, RefusalCode code, String message) implements Reading {}
}
