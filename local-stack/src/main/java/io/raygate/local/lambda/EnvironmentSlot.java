// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.lambda.InvocationResult.Cause;
import io.raygate.local.lambda.InvocationResult.Failed;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The place of one execution environment: starts a process when one is needed, and another one, after a wait, when that
 * has ended badly. One user at a time; {@link #status} and {@link #close} from any thread.
 */
final class EnvironmentSlot implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EnvironmentSlot.class);

    private final FunctionLauncher launcher;
    private final int number;
    private final Backoff restartBackoff;
    private Optional<ExecutionEnvironment> current = Optional.empty();
    private State state = State.NOT_STARTED;
    private int starts;
    private int failuresInARow;

    private enum State {
        NOT_STARTED,
        STARTING,
        READY,
        BUSY,
        ENDED,
        CLOSED
    }

    EnvironmentSlot(FunctionLauncher launcher, int number) {
        this.launcher = launcher;
        this.number = number;
        this.restartBackoff = new Backoff(
                launcher.config().restartBackoff(), launcher.config().maxRestartBackoff());
    }

    /** Runs the event in a process that is ready, one that is started first where need be. */
    InvocationResult invoke(byte[] event) throws InterruptedException {
        Optional<String> problem = makeReady();
        if (problem.isPresent()) {
            return new Failed(Cause.INIT_ERROR, problem.get());
        }
        ExecutionEnvironment environment = begin();
        try {
            InvocationResult result = environment.invoke(event);
            if (result instanceof Failed(Cause _, String reason) && !environment.alive()) {
                LOG.warnf("Function process ended: environment=%s, reason=%s", name(), reason);
            }
            return result;
        } finally {
            finish(environment);
        }
    }

    /** Waits until a process asks for an invocation; otherwise says in one line why none does. */
    Optional<String> makeReady() throws InterruptedException {
        if (alive()) {
            return Optional.empty();
        }
        Thread.sleep(restartDelay());
        Optional<String> problem = start();
        problem.ifPresent(reason -> LOG.errorf("Function failed to start: environment=%s, reason=%s", name(), reason));
        return problem;
    }

    private Optional<String> start() throws InterruptedException {
        boolean ready = false;
        try {
            ExecutionEnvironment environment = replace();
            Optional<String> problem = environment.awaitReady(launcher.config().initTimeout());
            ready = problem.isEmpty();
            return problem;
        } catch (IOException e) {
            return Optional.of(e.toString());
        } finally {
            settle(ready);
        }
    }

    private synchronized boolean alive() {
        return current.filter(ExecutionEnvironment::alive).isPresent();
    }

    private synchronized Duration restartDelay() {
        return restartBackoff.delay(failuresInARow);
    }

    private synchronized ExecutionEnvironment replace() throws IOException, InterruptedException {
        if (state == State.CLOSED) {
            throw new InterruptedException("The stack is stopping");
        }
        current.ifPresent(ExecutionEnvironment::close);
        starts++;
        state = State.STARTING;
        int firstPort = launcher.config().runtimeApiPort();
        ExecutionEnvironment started =
                new ExecutionEnvironment(launcher, firstPort == 0 ? 0 : firstPort + number, name());
        current = Optional.of(started);
        return started;
    }

    private synchronized void settle(boolean ready) {
        if (state == State.CLOSED) {
            return;
        }
        state = ready ? State.READY : State.ENDED;
        if (!ready) {
            failuresInARow++;
            current.ifPresent(ExecutionEnvironment::close);
        }
    }

    private synchronized ExecutionEnvironment begin() throws InterruptedException {
        if (state == State.CLOSED) {
            throw new InterruptedException("The stack is stopping");
        }
        state = State.BUSY;
        return current.orElseThrow();
    }

    private synchronized void finish(ExecutionEnvironment environment) {
        boolean alive = environment.alive();
        if (alive) {
            failuresInARow = 0;
        }
        settle(alive);
    }

    private String name() {
        return launcher.label() + "-" + number;
    }

    /** {@code pid} is 0 while no process runs. */
    synchronized Map<String, Object> status() {
        boolean alive = current.filter(ExecutionEnvironment::alive).isPresent();
        State shown = !alive && state != State.NOT_STARTED && state != State.CLOSED ? State.ENDED : state;
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("name", name());
        status.put("state", shown.name().toLowerCase(Locale.ROOT));
        status.put("pid", alive ? current.orElseThrow().pid() : 0L);
        status.put("starts", starts);
        return status;
    }

    /** Kills the process; the slot starts no other one. */
    @Override
    public synchronized void close() {
        state = State.CLOSED;
        current.ifPresent(ExecutionEnvironment::close);
    }
}
