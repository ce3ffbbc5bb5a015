// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.edge.limit.Limits.Account;
import io.raygate.edge.limit.Limits.Verdict;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says of one document after the other what the limits would do, and why. The same {@link Limits} decide as in the
 * forwarder; only the clock is made up.
 */
final class Explanation {

    private final Workloads workloads;
    private final Limits limits;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    Explanation(Workloads workloads, Limits limits) {
        this.workloads = workloads;
        this.limits = limits;
    }

    /** One line on one document. */
    String explain(InetAddress source, ByteBuffer document, long nowNanos) {
        Workload sender = workloads.at(source);
        Account account = limits.account(sender, nowNanos);
        Verdict verdict = account.check(document, nowNanos);
        counts.merge(verdict, 1, Integer::sum);
        String reason = verdict == Verdict.KEPT ? "kept" : "dropped " + verdict;
        return String.join("; ", reason, nameOf(source, sender), ruleOf(account), traceOf(account, document))
                + tokensOf(account.bucket(), "", nowNanos)
                + tokensOf(account.node(), " of the node", nowNanos);
    }

    /** One line on all of them. */
    String summary() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.entrySet().stream()
                .map(count -> ", " + count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining("", "documents=" + all, ""));
    }

    private static String nameOf(InetAddress source, Workload sender) {
        String address = source.getHostAddress();
        if (sender.namespace().isEmpty()) {
            return address + " is no known workload";
        }
        String name = sender.name().isEmpty() ? sender.pod() : sender.name();
        return address + " is " + sender.namespace() + (name.isEmpty() ? "" : '/' + name);
    }

    private static String ruleOf(Account account) {
        return account.rule().isPresent() ? "limits[" + account.rule().getAsInt() + "] applies" : "no limit applies";
    }

    private static String traceOf(Account account, ByteBuffer document) {
        long hash = TraceHash.of(document);
        if (hash == TraceHash.NONE) {
            return "no trace id, so never thinned";
        }
        return "trace at " + number(TraceHash.share(hash)) + ", kept below " + number(account.keepTraces());
    }

    private static String tokensOf(@Nullable TokenBucket bucket, String whose, long nowNanos) {
        return bucket == null ? "" : "; tokens left" + whose + " " + number(bucket.tokens(nowNanos));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
