// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.io.Serial;

/** Ends a verb with a sentence for its user: what is wrong, and what to do about it. */
public final class Failure extends RuntimeException {

    /** Exit status of a verb that could not do what it was asked for. */
    public static final int FAILED = 1;

    /** Exit status of a verb that was asked for what it does not know. */
    public static final int MISUSED = 2;

    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String sentence;

    private Failure(int status, String message) {
        super(message);
        this.status = status;
        this.sentence = message;
    }

    /** The verb could not do its work. */
    public static Failure of(String message) {
        return new Failure(FAILED, message);
    }

    /** The command line was wrong. */
    public static Failure misused(String message) {
        return new Failure(MISUSED, message);
    }

    /** What its user is told. */
    public String sentence() {
        return sentence;
    }

    /** The exit status that goes with it. */
    public int status() {
        return status;
    }
}
