// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

import java.util.List;

/** A request that X-Ray answers with one of its modelled errors. Never leaves the room {@code xray}. */
public final class XRayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_ERROR = 500;

    private final String code;
    private final int status;

    private XRayException(String code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    public static XRayException invalidRequest(String message) {
        return new XRayException("InvalidRequestException", BAD_REQUEST, message);
    }

    /** Constraints of the model that a request breaks. */
    static XRayException validation(List<String> broken) {
        String errors = broken.size() == 1 ? " validation error" : " validation errors";
        return new XRayException(
                "ValidationException", BAD_REQUEST, broken.size() + errors + " detected: " + String.join("; ", broken));
    }

    /** A required member that is not there. */
    static XRayException missing(String member) {
        String camelCase = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        return validation(
                List.of("Value null at '" + camelCase + "' failed to satisfy constraint: Member must not be null"));
    }

    public static XRayException serialization(String message) {
        return new XRayException("SerializationException", BAD_REQUEST, message);
    }

    public static XRayException notFound(String message) {
        return new XRayException("ResourceNotFoundException", NOT_FOUND, message);
    }

    /** What the service breaks on. */
    public static XRayException internal(String message) {
        return new XRayException("InternalFailure", INTERNAL_ERROR, message);
    }

    /** Another modelled error, HTTP 400. */
    public static XRayException modelled(String code, String message) {
        return new XRayException(code, BAD_REQUEST, message);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
