// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import picocli.CommandLine.Option;

/** {@code --port-offset} of every verb that has to do with a stack. */
public final class PortOffset {

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Added to every port, so that several stacks can run side by side (default 0).")
    private int offset;

    /** For picocli. */
    public PortOffset() {}

    /** The ports that are meant. */
    public StackPorts ports() {
        return new StackPorts(offset);
    }
}
