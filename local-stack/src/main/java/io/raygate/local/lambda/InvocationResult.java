// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

/** What one invocation came to. */
sealed interface InvocationResult {

    /**
     * The function returned.
     *
     * @param payload as the function wrote it, at most {@link RuntimeApiServer#MAX_PAYLOAD_BYTES}
     */
    @SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
    record Returned(byte[] payload) implements InvocationResult {}

    /** The function threw, or did not return; how much of its work was done is unknown. */
    record Failed(Cause cause, String message) implements InvocationResult {}

    /** Why an invocation failed. */
    enum Cause {
        /** The function threw. */
        FUNCTION_ERROR,
        /** No process could be made ready. */
        INIT_ERROR,
        /** The process ended before it answered. */
        PROCESS_EXITED,
        /** No answer within the function's timeout; the process was killed. */
        TIMED_OUT,
        /** The answer was larger than Lambda takes. */
        RESPONSE_TOO_LARGE
    }
}
