// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.raygate.edge.observe.LossNotices;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Reports bugs that requests meet: the first of each kind with its stack trace, later ones as one line a minute, since
 * whoever can trigger a bug must not be able to fill the log. Confined to the event loop.
 */
final class FailureLog {

    private static final Logger LOG = Logger.getLogger(FailureLog.class);

    private final String keys;
    private final LossNotices notices = new LossNotices(System::nanoTime);
    private final Map<String, Long> failures = new HashMap<>();

    /** @param keys prefix of the port's configuration keys, which names the port */
    FailureLog(String keys) {
        this.keys = keys;
    }

    void add(Throwable bug) {
        String kind = bug.getClass().getName();
        long count = failures.merge(kind, 1L, Long::sum);
        if (count == 1) {
            LOG.errorf(bug, "A request failed: port=%s", keys);
        } else {
            notices.tell("Requests failed", "port=" + keys + ", failure=" + kind, count - 1);
        }
    }
}
