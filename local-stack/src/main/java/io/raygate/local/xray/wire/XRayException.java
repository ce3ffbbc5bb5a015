// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

/** A request that X-Ray answers with one of its modelled errors, all of them HTTP 400 here. Never leaves {@link XRayApi}. */
public final class XRayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private XRayException(String code, String message) {
        super(message);
        this.code = code;
    }

    public static XRayException invalidRequest(String message) {
        return new XRayException("InvalidRequestException", message);
    }

    public static XRayException ruleLimitExceeded(String message) {
        return new XRayException("RuleLimitExceededException", message);
    }

    public String code() {
        return code;
    }
}
