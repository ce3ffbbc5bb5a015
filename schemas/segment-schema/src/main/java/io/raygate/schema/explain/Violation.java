// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.explain;

/**
 * One thing that is wrong.
 *
 * @param pointer RFC 6901 JSON pointer to the offending value, empty for the whole text
 * @param rule    the schema's keyword, or the name of a rule that no schema can say
 * @param message one sentence for a person
 */
public record Violation(String pointer, String rule, String message) {}
