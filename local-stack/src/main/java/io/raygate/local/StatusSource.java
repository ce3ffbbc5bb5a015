// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import java.util.Map;

/** A part of the local stack that has something to say on the status page and in {@code GET /api/status}. */
public interface StatusSource {

    /** Its key in the status document, for example {@code kinesis}. */
    String name();

    /** Counters and settings as JSON-ready values (numbers, strings, booleans, lists and maps of these); one consistent snapshot. */
    Map<String, Object> status();
}
