// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

/** Something that runs the function. Thread-safe. */
interface FunctionInvoker {

    /**
     * Invokes the function and waits: for a free execution environment, for its start if need be, and for the answer.
     *
     * @param event at most {@link RuntimeApiServer#MAX_PAYLOAD_BYTES}
     */
    InvocationResult invoke(byte[] event) throws InterruptedException;
}
