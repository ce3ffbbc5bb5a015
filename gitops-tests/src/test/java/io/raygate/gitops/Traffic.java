// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.Sender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Two pods that send while something happens: {@code fresh} with a socket for each segment, {@code lasting} with one for all.
 *
 * @param daemon address that they send to; empty for their node's port
 */
record Traffic(NodePlatform platform, int perSecond, String daemon) {

    private static final List<String> NAMES = List.of("fresh", "lasting");

    /** Seconds of it before and after. */
    private static final int SECONDS = 3;

    /** How long nothing more may arrive before what is missing counts as lost. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    /**
     * What came of one pod's segments.
     *
     * @param lost their numbers
     */
    record Result(String name, int sent, NavigableSet<Integer> lost) {

        @Override
        public String toString() {
            return "name=" + name + ", sent=" + sent + ", lost=" + lost.size();
        }
    }

    /** Returns once both send. */
    void start() throws IOException, InterruptedException {
        for (String name : NAMES) {
            Sender sender = platform.sdks().python(name).endlessly(perSecond);
            Sender addressed = daemon.isEmpty() ? sender : sender.to(daemon);
            platform.start(name.equals("fresh") ? addressed.withFreshSockets() : addressed);
        }
        awaitMore();
    }

    /** Ends both a moment later, and waits for what they have sent. */
    List<Result> stop() throws IOException, InterruptedException {
        awaitMore();
        List<Result> results = new ArrayList<>();
        for (String name : NAMES) {
            platform.senders().stop(name);
        }
        for (String name : NAMES) {
            NodePlatform.patiently().until(() -> platform.senders().isDone(name));
            int sent = platform.senders().sent(name);
            results.add(new Result(name, sent, lost(name, sent)));
            platform.senders().delete(name);
        }
        return results;
    }

    private void awaitMore() {
        for (String name : NAMES) {
            int before = platform.senders().sent(name);
            NodePlatform.patiently().until(() -> platform.senders().sent(name) > before + SECONDS * perSecond);
        }
    }

    /** Empty as soon as all have arrived; otherwise known once no more arrive. */
    private NavigableSet<Integer> lost(String name, int sent) throws IOException, InterruptedException {
        int arrived = -1;
        int now = platform.traces(name).size();
        while (now < sent && now > arrived) {
            arrived = now;
            int known = arrived;
            try {
                NodePlatform.patiently()
                        .atMost(QUIET)
                        .until(() -> platform.traces(name).size() > known);
            } catch (ConditionTimeoutException quiet) {
                break;
            }
            now = platform.traces(name).size();
        }
        NavigableSet<Integer> missing =
                IntStream.rangeClosed(1, sent).boxed().collect(Collectors.toCollection(TreeSet::new));
        platform.documents(name)
                .forEach(
                        document -> missing.remove(document.at("/annotations/n").asInt(0)));
        return missing;
    }
}
