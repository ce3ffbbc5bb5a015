// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.process;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the signals that ask this process to end, instead of ending it: what it has started is stopped first. What was
 * ignored when the process began, as under {@code nohup}, stays ignored. Thread-safe.
 */
public final class Signals implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<Runnable> restore = new ArrayList<>();
    private int count;
    private int status;

    private Signals() {}

    /** Hears SIGINT, SIGTERM and SIGHUP from now on until it is closed. */
    public static Signals hear() {
        Signals signals = new Signals();
        try {
            signals.handle("INT", 2);
            signals.handle("HUP", 1);
            signals.handle("TERM", 15);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
        }
        return signals;
    }

    /** {@code sun.misc.Signal.handle}: a shutdown hook would hear the first signal only. */
    private void handle(String name, int number) throws ReflectiveOperationException {
        // by reflection, since no option silences javac's warning about that package
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method handle = signal.getMethod("handle", signal, handler);
        Object arrive = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
            if (method.getName().equals("handle")) {
                arrive(128 + number);
            }
            return null;
        });
        Object it = signal.getConstructor(String.class).newInstance(name);
        Object before = handle.invoke(null, it, arrive);
        restore.add(() -> {
            try {
                handle.invoke(null, it, before);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("signal " + name, e);
            }
        });
    }

    /** From now on each signal does what it did before. */
    @Override
    public void close() {
        restore.forEach(Runnable::run);
        restore.clear();
    }

    /** Hears none. */
    public static Signals none() {
        return new Signals();
    }

    void arrive(int exitStatus) {
        lock.lock();
        try {
            count++;
            status = status == 0 ? exitStatus : status;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with the next statement where none has arrived yet, else throws {@link Signalled}. */
    public void check() {
        lock.lock();
        try {
            if (count > 0) {
                throw new Signalled(status);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many have arrived. */
    public int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until another one arrives, at most for {@code pause}. */
    public void await(Duration pause) {
        lock.lock();
        try {
            int before = count;
            long nanos = pause.toNanos();
            while (count == before && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
