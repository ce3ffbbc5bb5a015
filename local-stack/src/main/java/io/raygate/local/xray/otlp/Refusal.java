// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

/**
 * Why a request is refused as a whole.
 *
 * @param status   HTTP status code
 * @param grpcCode what {@code google.rpc.Status} calls it
 * @param type     what AWS calls it
 * @param message  one sentence for a person
 */
record Refusal(int status, int grpcCode, String type, String message) {

    private static final int INVALID_ARGUMENT = 3;
    private static final int NOT_FOUND = 5;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int INTERNAL = 13;

    static Refusal invalid(String message) {
        return new Refusal(400, INVALID_ARGUMENT, "InvalidRequestException", message);
    }

    static Refusal notFound(String message) {
        return new Refusal(404, NOT_FOUND, "UnknownOperationException", message);
    }

    static Refusal tooLarge(String message) {
        return new Refusal(413, INVALID_ARGUMENT, "RequestEntityTooLargeException", message);
    }

    static Refusal unsupported(String message) {
        return new Refusal(415, INVALID_ARGUMENT, "UnsupportedMediaTypeException", message);
    }

    static Refusal throttled() {
        return new Refusal(429, RESOURCE_EXHAUSTED, "ThrottledException", "Rate exceeded");
    }

    static Refusal failure() {
        return new Refusal(500, INTERNAL, "InternalFailure", "An injected fault");
    }
}
