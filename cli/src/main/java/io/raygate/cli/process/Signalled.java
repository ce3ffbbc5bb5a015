// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.process;

import java.io.Serial;

/** A signal has asked this process to end. */
public final class Signalled extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    Signalled(int status) {
        super("signalled: status=" + status, null, false, false);
        this.status = status;
    }

    /** 128 and the number of the first signal. */
    public int status() {
        return status;
    }
}
