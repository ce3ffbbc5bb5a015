// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * One thing for which a document is refused.
 *
 * @param reason  stable code for counters
 * @param pointer RFC 6901 JSON pointer to the offending value, empty for the whole document; keys in it are cut at 128
 *                characters
 * @param message one sentence for a person; holds no values of the document beyond names and types
 * @param found   the value, as it stands in the document, cut at 64 bytes; empty where there is none to show. It may be
 *                what a tenant's rules redact
 */
public record Refusal(RejectionReason reason, String pointer, String message, String found) {}
