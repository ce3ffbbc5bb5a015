// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import java.io.IOException;

/** A body that came with status 200 and is not what was asked for. The message quotes nothing of it but our names. */
final class NotAnAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    NotAnAnswerException(String message) {
        super(message);
    }
}
