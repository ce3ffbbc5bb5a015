// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import java.io.IOException;

/** JSON came which is not what was asked for. */
final class NotAnAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    NotAnAnswerException(String message) {
        super(message);
    }
}
