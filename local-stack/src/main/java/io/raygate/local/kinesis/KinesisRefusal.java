// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

/**
 * A request answered with an error. Thrown where the fault is found and turned into the answer by {@link KinesisApi}; it
 * leaves the package never. An exception, and not a value, since most steps of every operation can end in it.
 */
final class KinesisRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private KinesisRefusal(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    /** The error's name in the API, as it goes into {@code __type}. */
    String type() {
        return type;
    }

    /** {@link #getMessage()}, which is always there. */
    String message() {
        return String.valueOf(getMessage());
    }

    static KinesisRefusal validation(String path, String value, String constraint) {
        return new KinesisRefusal(
                400,
                "ValidationException",
                "1 validation error detected: Value " + value + " at '" + path + "' failed to satisfy constraint: "
                        + constraint);
    }

    static KinesisRefusal invalidArgument(String message) {
        return new KinesisRefusal(400, "InvalidArgumentException", message);
    }

    static KinesisRefusal serialization(String message) {
        return new KinesisRefusal(400, "SerializationException", message);
    }

    static KinesisRefusal unknownOperation(String operation) {
        return new KinesisRefusal(
                400, "UnknownOperationException", "Kinesis in the local stack has no such operation: " + operation);
    }

    static KinesisRefusal notFound(String what, String accountId) {
        return new KinesisRefusal(
                400, "ResourceNotFoundException", what + " under account " + accountId + " not found.");
    }

    static KinesisRefusal inUse(String stream, String accountId) {
        return new KinesisRefusal(
                400, "ResourceInUseException", "Stream " + stream + " under account " + accountId + " already exists.");
    }

    static KinesisRefusal limitExceeded(String message) {
        return new KinesisRefusal(400, "LimitExceededException", message);
    }

    static KinesisRefusal expiredIterator(String message) {
        return new KinesisRefusal(400, "ExpiredIteratorException", message);
    }

    static KinesisRefusal throttled(String message) {
        return new KinesisRefusal(400, "ProvisionedThroughputExceededException", message);
    }

    static KinesisRefusal internalFailure() {
        return new KinesisRefusal(500, "InternalFailure", "Internal service failure.");
    }
}
