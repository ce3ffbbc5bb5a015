// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Summaries of many traces, kept small: 100,000 of them are held without their JSON. */

import { summaries } from "./api.js";
import { window } from "./time-range.js";
import { outcomeOf, pathOf, rootOf } from "./trace-row.js";

export const MOST_TRACES = 100_000;
const MOST_KNOWN = 20_000;

/** One trace, as short as it can be; texts are shared between traces. */
function compact(summary, share) {
    const http = summary.Http ?? {};
    return {
        id: summary.Id,
        start: summary.StartTime,
        time: summary.ResponseTime ?? undefined,
        duration: summary.Duration ?? undefined,
        outcome: outcomeOf(summary),
        root: share(rootOf(summary)),
        method: share(http.HttpMethod ?? ""),
        url: share(http.HttpURL ?? ""),
        path: share(pathOf(http.HttpURL)),
        status: http.HttpStatus,
        agent: share(http.UserAgent ?? ""),
        client: share(http.ClientIp ?? ""),
        users: (summary.Users ?? []).map(user => share(user.UserName)),
        services: (summary.ServiceIds ?? [])
            .filter(service => service.Type !== "client")
            .map(service => share(`${service.Name}\n${service.Type ?? ""}`)),
        annotations: annotationsOf(summary, share),
        causes: [
            ...causesOf("fault", summary.FaultRootCauses, share),
            ...causesOf("error", summary.ErrorRootCauses, share),
            ...causesOf("time", summary.ResponseTimeRootCauses, share),
        ],
    };
}

function annotationsOf(summary, share) {
    const found = [];
    for (const [key, values] of Object.entries(summary.Annotations ?? {})) {
        const seen = new Set();
        for (const { AnnotationValue: { StringValue, NumberValue, BooleanValue } = {} } of values)
            seen.add(StringValue ?? NumberValue ?? BooleanValue);
        for (const value of seen) found.push([share(key), typeof value === "string" ? share(value) : value]);
    }
    return found;
}

/** A root cause as the path of services that leads to it, with the exception at its end. */
function causesOf(kind, causes, share) {
    return (causes ?? []).map(cause => {
        const services = cause.Services ?? [];
        const path = services.map(service => service.Name).join(" → ");
        const last = services.at(-1)?.EntityPath?.at(-1);
        const exception = last?.Exceptions?.[0];
        return {
            kind,
            text: share(
                exception
                    ? `${path}: ${[exception.Name, exception.Message].filter(Boolean).join(": ")}`
                    : `${path}${last && last.Name !== services.at(-1).Name ? `: ${last.Name}` : ""}`,
            ),
            type: share(services.at(-1)?.Name ?? ""),
        };
    });
}

/**
 * Loads the traces that a filter finds, newest first; `progress(traces)` is called with what has come so far. Throws what
 * the server refuses.
 */
export async function load({ filter, range, most = MOST_TRACES, signal, progress }) {
    const texts = new Map();
    const share = text => texts.get(text) ?? (texts.set(text, text), text);
    const traces = [];
    await summaries(
        { ...window(range), FilterExpression: filter || undefined },
        {
            most,
            signal,
            take: (page, { more }) => {
                for (const summary of page) traces.push(compact(summary, share));
                if (more && traces.length % 5000 < page.length) progress?.(traces);
            },
        },
    );
    return traces.sort((one, other) => other.start - one.start);
}

/** How often each value occurs, most frequent first. `valuesOf(trace)` lists the values of one trace. */
export function counts(traces, valuesOf) {
    const found = new Map();
    for (const trace of traces) for (const value of valuesOf(trace)) found.set(value, (found.get(value) ?? 0) + 1);
    return [...found].sort((one, other) => other[1] - one[1]);
}

/** The fields by which traces can be told apart, annotations of these traces included. */
export function fields(traces) {
    const keys = counts(traces, trace => new Set(trace.annotations.map(([key]) => key)))
        .map(([key]) => key)
        .sort();
    return [
        { name: "Node", of: trace => trace.services, keyword: "service" },
        { name: "Outcome", of: trace => [trace.outcome], keyword: "outcome" },
        {
            name: "Status",
            of: trace => (trace.status === undefined || trace.status === null ? [] : [trace.status]),
            keyword: "http.status",
        },
        { name: "Method", of: trace => (trace.method ? [trace.method] : []), keyword: "http.method" },
        { name: "URL", of: trace => (trace.url ? [trace.url] : []), keyword: "http.url" },
        { name: "User", of: trace => trace.users, keyword: "user" },
        { name: "Client", of: trace => (trace.client ? [trace.client] : []), keyword: "http.clientip" },
        { name: "User agent", of: trace => (trace.agent ? [trace.agent] : []), keyword: "http.useragent" },
        ...keys.map(key => ({
            name: key,
            of: trace => trace.annotations.filter(([own]) => own === key).map(([, value]) => value),
            keyword: "annotation",
            key,
        })),
    ];
}

/** What completion can offer: the values of the newest of these traces, and services beside theirs. */
export function knownOf(traces, services = []) {
    const some = traces.slice(0, MOST_KNOWN);
    const distinct = of => counts(some, of).map(([value]) => value);
    const annotations = {};
    for (const trace of some) for (const [key, value] of trace.annotations) (annotations[key] ??= new Set()).add(value);
    const seen = distinct(trace => trace.services).map(text => ({ Name: text.split("\n")[0], Type: text.split("\n")[1] }));
    return {
        services: services.length ? services.filter(service => service.Type !== "client") : seen,
        users: distinct(trace => trace.users),
        urls: distinct(trace => (trace.url ? [trace.url] : [])),
        methods: distinct(trace => (trace.method ? [trace.method] : [])),
        statuses: distinct(trace => (trace.status ? [trace.status] : [])),
        annotations: Object.fromEntries(Object.entries(annotations).map(([key, values]) => [key, [...values]])),
    };
}
