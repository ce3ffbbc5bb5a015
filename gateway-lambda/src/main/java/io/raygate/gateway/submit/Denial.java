// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

/**
 * Why a tenant's account takes nothing from this gateway.
 *
 * @param code   few and stable
 * @param remedy what to do, as the second half of a sentence
 */
public record Denial(String code, String remedy) {

    private static final String TRUST = "let the role trust the gateway with the policy's external id, and allow ";

    /** Of a role that may not be assumed, or may not put segments. */
    static Denial ofSegments(String code) {
        return new Denial(code, TRUST + "xray:PutTraceSegments");
    }

    /** Of a role that may not be assumed, or may not put spans. */
    static Denial ofSpans(String code) {
        return new Denial(code, TRUST + "xray:PutSpans and xray:PutSpansForIndexing");
    }
}
