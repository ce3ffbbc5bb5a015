// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * One suspicious time.
 *
 * @param suspicion stable code for counters
 * @param pointer   RFC 6901 JSON pointer to the value
 * @param found     the value, as it stands in the document
 * @param against   what it does not fit: another field and its value, or a time
 */
public record SuspiciousTime(Suspicion suspicion, String pointer, String found, String against) {}
