// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.lambda.InvocationResult.Cause;
import io.raygate.local.lambda.InvocationResult.Failed;
import java.util.Optional;

/** The one invocation of a runtime: offered, taken, answered. Thread-safe. */
final class InvocationSlot {

    private Optional<Invocation> offered = Optional.empty();
    private Optional<Invocation> taken = Optional.empty();
    private Optional<Failed> ended = Optional.empty();

    synchronized void offer(Invocation invocation) {
        if (ended.isPresent()) {
            invocation.complete(ended.get());
            return;
        }
        if (offered.isPresent() || taken.isPresent()) {
            throw new IllegalStateException("A runtime has one invocation at a time");
        }
        offered = Optional.of(invocation);
        notifyAll();
    }

    /** Waits for an invocation. A runtime that comes back without having answered has lost the one it took. */
    synchronized Invocation take() throws InterruptedException {
        finish(new Failed(Cause.FUNCTION_ERROR, "The runtime asked for the next invocation without answering"));
        while (offered.isEmpty()) {
            wait();
        }
        Invocation invocation = offered.get();
        taken = offered;
        offered = Optional.empty();
        return invocation;
    }

    /** Answers the invocation in flight; false, and nothing done, where it has another id. */
    synchronized boolean answer(String requestId, InvocationResult result) {
        if (taken.filter(invocation -> invocation.requestId().equals(requestId)).isEmpty()) {
            return false;
        }
        finish(result);
        return true;
    }

    /** Fails the invocation in flight and all that are offered later. Only the first reason counts. */
    synchronized void end(Failed failure) {
        if (ended.isPresent()) {
            return;
        }
        ended = Optional.of(failure);
        offered.ifPresent(invocation -> invocation.complete(failure));
        offered = Optional.empty();
        finish(failure);
    }

    private void finish(InvocationResult result) {
        taken.ifPresent(invocation -> invocation.complete(result));
        taken = Optional.empty();
    }
}
