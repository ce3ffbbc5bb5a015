// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/** Ends the reading of a block inside this package; callers see {@link UnreadableBlock}. */
final class MalformedBlockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final UnreadableBlock.Reason reason;

    MalformedBlockException(String message) {
        this(UnreadableBlock.Reason.MALFORMED, message);
    }

    MalformedBlockException(UnreadableBlock.Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    UnreadableBlock toUnreadableBlock() {
        return new UnreadableBlock(reason, String.valueOf(getMessage()));
    }
}
