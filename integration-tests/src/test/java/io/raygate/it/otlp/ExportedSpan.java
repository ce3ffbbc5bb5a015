// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.otlp;

/**
 * A span that an SDK says it has exported.
 *
 * @param traceId as X-Ray writes it
 * @param id      hex digits
 */
public record ExportedSpan(String traceId, String id) {

    /** The two ids as OpenTelemetry writes them, a blank between them. */
    static ExportedSpan parse(String line) {
        String[] ids = line.split(" ", 2);
        return new ExportedSpan("1-" + ids[0].substring(0, 8) + "-" + ids[0].substring(8), ids[1]);
    }
}
