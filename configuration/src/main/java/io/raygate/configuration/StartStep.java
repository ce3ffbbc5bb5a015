// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.UncheckedIOException;

/**
 * Steps of the start that use what the configuration names: files, addresses, credentials. Where one refuses it, by an
 * {@link IllegalArgumentException} or an {@link UncheckedIOException} whose message names key, value and remedy, Quarkus
 * writes that message as one line and exits with status 1.
 */
public final class StartStep {

    private StartStep() {}

    /** Runs a step. */
    public static <E extends Exception> void run(Action<E> step) throws E {
        get(() -> {
            step.run();
            return true;
        });
    }

    /** Runs a step, and returns what it makes. */
    public static <T, E extends Exception> T get(Source<T, E> step) throws E {
        try {
            return step.get();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // without the cause: Quarkus looks for the root, and would write its stack
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** A step that makes nothing. */
    @FunctionalInterface
    public interface Action<E extends Exception> {

        /** Does it. */
        void run() throws E;
    }

    /** A step that makes something. */
    @FunctionalInterface
    public interface Source<T, E extends Exception> {

        /** Makes it. */
        T get() throws E;
    }
}
