// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.smallrye.config.ConfigValidationException;
import java.io.Serial;
import java.util.List;
import java.util.stream.IntStream;

/** Everything that is wrong with the configuration: a line each, with key, value and remedy, and no stack trace. */
public final class WrongConfigurationException extends ConfigValidationException {

    @Serial
    private static final long serialVersionUID = 1;

    /** The lines are the whole message. */
    WrongConfigurationException(List<String> lines) {
        super(lines.stream().map(Problem::new).toArray(Problem[]::new));
        setStackTrace(new StackTraceElement[0]);
    }

    /** The lines. */
    public List<String> lines() {
        return IntStream.range(0, getProblemCount())
                .mapToObj(index -> getProblem(index).getMessage())
                .toList();
    }

    @Override
    public String getMessage() {
        return String.join(System.lineSeparator(), lines());
    }
}
