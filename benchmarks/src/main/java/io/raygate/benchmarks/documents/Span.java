// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.util.List;
import java.util.Map;

/**
 * One timed operation, before an SDK has put it into words.
 *
 * @param details by the names that X-Ray gives them: http, aws, sql, cause, annotations and so on
 */
record Span(
        String name, String id, long startMicros, long endMicros, Map<String, Object> details, List<Span> children) {}
