// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The books of each stage, as the pipeline tells them: what it took, and what became of that. A stage is closed where
 * both sides are equal. Losses carry their reasons.
 */

const some = reasons => Object.fromEntries(Object.entries(reasons ?? {}).filter(([, value]) => value > 0));

/** The queue counts by tenant, reason and code. */
const byCode = queue =>
    some(
        Object.entries(queue?.sentByReason ?? {}).reduce(
            (codes, [key, value]) => ({ ...codes, [key.split("/").at(-1)]: (codes[key.split("/").at(-1)] ?? 0) + value }),
            {},
        ),
    );

/** The stages of `/api/pipeline` in the order of the way; a stage that does not answer has `unknown` with the reason. */
export function stagesOf({ stages = [], shards = [], queues = {} }) {
    const by = name => stages.find(stage => stage.name === name) ?? {};
    return [
        socket(by("forwarder")),
        stream(by("stream"), by("gateway"), shards),
        gateway(by("gateway"), queues),
        xray(by("xray")),
    ];
}

function socket({ state, message, counts, reasons = {} }) {
    const title = "Edge forwarder";
    if (!counts) return { key: "forwarder", title, unknown: message ?? state ?? "unknown", into: [], out: [] };
    return {
        key: "forwarder",
        title,
        note: "takes datagrams off the socket, packs them into blocks",
        main: counts.received,
        into: [
            ["Received", counts.received],
            ["Replayed from disk", counts.replayed],
        ],
        out: [
            ["Published", counts.published],
            ["Rejected", counts.rejected, some(reasons.rejected)],
            ["Dropped", counts.dropped, some(reasons.dropped)],
            ["Buffered", counts.buffered],
        ],
        lost: new Set(["Rejected", "Dropped"]),
    };
}

function stream({ counts = {} }, { counts: read = {} }, shards) {
    const stored = counts.recordsPut ?? 0;
    const unfinished = shards.reduce((added, shard) => added + shard.recordsUnfinished, 0);
    const delivered = read.recordsDelivered ?? 0;
    const discarded = read.recordsDiscarded ?? 0;
    return {
        key: "stream",
        title: "Kinesis",
        note: "one record is one block",
        main: stored,
        into: [["Stored blocks", stored]],
        out: [
            ["Processed", delivered],
            ["Discarded", discarded],
            ["In the function's hands", unfinished],
            ["Waiting", Math.max(0, stored - delivered - discarded - unfinished)],
        ],
        extra: [
            ["Throttled entries", counts.recordsThrottled ?? 0],
            ["Failed entries", counts.recordsFailed ?? 0],
            ["Invocations", read.invocations ?? 0],
            ["Repeated", read.retries ?? 0],
        ],
        lost: new Set(["Discarded"]),
    };
}

function gateway({ state, books, reasons = {} }, queues) {
    const title = "Gateway";
    if (!books?.Records)
        return {
            key: "gateway",
            title,
            unknown: state === "ready" ? "no invocation yet" : `the function is ${state || "not there"}`,
            into: [],
            out: [],
        };
    const of = name => books[name] ?? 0;
    return {
        key: "gateway",
        title,
        note: "validates, redacts, enriches, sends",
        main: of("Documents"),
        into: [
            ["Documents", of("Documents")],
            ["Sent again", of("Redriven")],
            ["From spans", of("FromSpans") - of("SpanRequests")],
            ["Split off", of("SplitOff")],
        ],
        out: [
            ["Delivered", of("Delivered")],
            ["Quarantined", of("Quarantined"), byCode(queues["raygate-quarantine"])],
            ["Parked", of("Parked"), byCode(queues["raygate-parked"])],
            ["Rejected", of("Rejected"), of("Quarantined") || of("Parked") ? {} : some(reasons.RejectedByReason)],
            ["Held", of("Held")],
            ["Unfinished, come again", of("Unfinished")],
        ],
        extra: [
            ["Repaired", of("Repaired"), some(reasons.RepairsByKind)],
            ["Values redacted", of("RedactedByAction"), some(reasons.RedactedByAction)],
            ["Enriched", of("Enriched")],
            ["Throttled calls", of("ThrottledCalls")],
            ["Failed calls", of("CallFailures"), some(reasons.CallFailures)],
            ["Unreadable records", of("Unreadable"), some(reasons.UnreadableByReason)],
        ],
        lost: new Set(["Rejected", "Quarantined", "Parked"]),
    };
}

function xray({ counts = {}, reasons = {} }) {
    return {
        key: "xray",
        title: "X-Ray",
        note: "indexes traces, answers queries",
        main: counts.put ?? 0,
        into: [["Documents", counts.put ?? 0]],
        out: [
            ["New", counts.added ?? 0],
            ["Replaced, completed", counts.replaced ?? 0],
            ["Duplicates", counts.duplicates ?? 0],
            ["Outdated", counts.outdated ?? 0],
            ["Unprocessed", counts.unprocessed ?? 0, some(reasons.unprocessed)],
        ],
        extra: [
            ["Traces kept", counts.traces ?? 0],
            ["Evicted documents", counts.evictedDocuments ?? 0],
        ],
        lost: new Set(["Unprocessed"]),
    };
}

export const total = lines => lines.reduce((added, [, value]) => added + value, 0);

export const isClosed = stage => stage.unknown === undefined && total(stage.into) === total(stage.out);

/** Every document from the socket on: where it is now. Undefined while a stage does not answer. */
export function wholeWay(stages) {
    const [forwarder, , function_] = stages;
    if (forwarder.unknown !== undefined || function_.unknown !== undefined) return undefined;
    const of = (stage, name) => stage.out.find(([label]) => label.startsWith(name))?.[1] ?? 0;
    const taken = total(forwarder.into);
    const parts = [
        ["delivered", of(function_, "Delivered")],
        ["rejected", of(forwarder, "Rejected") + of(function_, "Rejected")],
        ["dropped", of(forwarder, "Dropped")],
        ["quarantined", of(function_, "Quarantined")],
        ["parked", of(function_, "Parked")],
        ["held", of(function_, "Held")],
        ["buffered at the edge", of(forwarder, "Buffered")],
    ];
    const added = total(function_.into) - function_.into[0][1];
    return { taken, added, parts, onTheWay: taken + added - total(parts) };
}
