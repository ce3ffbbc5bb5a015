// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.lambda.InvocationResult.Cause;
import io.raygate.local.lambda.InvocationResult.Failed;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of the function and its own Runtime API. When the process ends, the invocation in flight has failed. Lives
 * once: {@link #close} kills the process and what it has started, as Lambda does without a warning. One invocation at a
 * time.
 */
final class ExecutionEnvironment implements AutoCloseable {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(1);

    private final Duration timeout;
    private final RuntimeApiServer runtimeApi;
    private final Process process;
    private final ProcessOutput output;
    private final Thread outputCopier;

    /** Starts the process and does not wait for it. */
    ExecutionEnvironment(FunctionLauncher launcher, int port, String name) throws IOException {
        this.timeout = launcher.config().timeout();
        this.runtimeApi = new RuntimeApiServer(port, launcher.functionArn());
        try {
            this.process = launcher.start(runtimeApi.address(), name);
        } catch (IOException e) {
            runtimeApi.close();
            throw e;
        }
        this.output = launcher.output(name);
        this.outputCopier = Thread.ofVirtual().name(name + "-output").start(() -> output.copy(process.inputReader()));
        var _ = process.onExit().thenRun(() -> runtimeApi.end(new Failed(Cause.PROCESS_EXITED, exit())));
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits until the runtime asks for its first invocation; otherwise says in one line why it never will. */
    Optional<String> awaitReady(Duration initTimeout) throws InterruptedException {
        CompletableFuture<Optional<String>> ready = runtimeApi.ready().thenApply(_ -> Optional.empty());
        CompletableFuture<Optional<String>> refused = runtimeApi.initError().thenApply(Optional::of);
        CompletableFuture<Optional<String>> exited = process.onExit().thenApply(_ -> Optional.of(exit()));
        try {
            return ready.applyToEither(refused.applyToEither(exited, first -> first), first -> first)
                    .get(initTimeout.toMillis(), TimeUnit.MILLISECONDS)
                    .map(this::withLastOutput);
        } catch (TimeoutException e) {
            return Optional.of(withLastOutput("not ready within " + initTimeout.toMillis() + " ms"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Interrupted, it kills the process too: nobody would wait for its answer any more. */
    InvocationResult invoke(byte[] event) throws InterruptedException {
        try {
            return runtimeApi.invoke(event, timeout).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            return new Failed(
                    Cause.TIMED_OUT, "Task timed out after %.2f seconds".formatted(timeout.toMillis() / 1_000.0));
        } catch (InterruptedException e) {
            close();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String exit() {
        return "process ended: pid=" + process.pid() + ", exit=" + process.exitValue();
    }

    /** The output of a process that has ended is read to its end first. */
    private String withLastOutput(String reason) {
        try {
            if (!process.isAlive()) {
                outputCopier.join(OUTPUT_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reason + "; last output: " + String.join(" | ", output.lastLines());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(KILL_TIMEOUT);
            outputCopier.join(OUTPUT_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            runtimeApi.close();
        }
    }
}
