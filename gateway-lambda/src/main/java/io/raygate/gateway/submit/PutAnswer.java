// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.util.List;

/** What X-Ray says to one call of PutTraceSegments. */
sealed interface PutAnswer {

    /**
     * The call was taken.
     *
     * @param unprocessedCodes X-Ray's error code for each document that it refused; the others are delivered
     */
    record Taken(List<String> unprocessedCodes) implements PutAnswer {

        public Taken {
            unprocessedCodes = List.copyOf(unprocessedCodes);
        }
    }

    /** The call as a whole is bad and will be bad again: one of its documents must be the reason. */
    record Refused(String code) implements PutAnswer {}

    /** Throttled, timed out, broken connection, 5xx, no permission: the same call may go through later. */
    record Unavailable(String code) implements PutAnswer {}
}
