// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The traces that a filter finds: refiners, the distribution of response times, and a table. */

import { xray } from "./api.js";
import { announce, empty, h, refill, status } from "./dom.js";
import { field, filterHelp } from "./traces-parts.js";
import { filterLine } from "./filter-line.js";
import { and, between, link } from "./filter-text.js";
import { ago, clock, count, duration, number } from "./format.js";
import { histogram } from "./histogram.js";
import { throttled } from "./throttled.js";
import { timeSeries } from "./time-series.js";
import { window } from "./time-range.js";
import { counts, fields, knownOf, load, MOST_TRACES } from "./trace-set.js";
import { virtual } from "./virtual.js";

const SHOWN_ANNOTATIONS = 8;
const FEW = 2000;

export function open(page) {
    let traces = [];
    let services = [];
    let loading = new AbortController();
    let slowest = 1;
    const filter = () => page.parameters().get("filter") ?? "";
    const go = text => page.go(link(text, page.parameters()));
    const refine = condition => go(and(line.text(), condition));

    const line = filterLine({
        text: filter(),
        known: () => knownOf(traces, services),
        submit: text => (text === filter() ? refresh() : go(text)),
    });
    const title = h("h1", { id: "traces-title" }, "Traces");
    const refiners = h("div", { class: "card refiners", role: "group", "aria-label": "Narrow by" });
    const distribution = histogram([[]], { select: (from, to) => refine(between("responsetime", from, to)) });
    const series = timeSeries({
        select: (from, to) => {
            const parameters = page.parameters();
            parameters.delete("range");
            parameters.set("from", from);
            parameters.set("to", to);
            page.go(`/traces?${parameters}`);
        },
    });
    const table = virtual({
        rowHeight: () => (matchMedia("(max-width: 46rem)").matches ? 56 : 36),
        label: "Traces",
        row: index => rowOf(traces[index], slowest),
        head: h(
            "div",
            { class: "head", role: "row", "aria-rowindex": 1 },
            ["Trace", "Service", "Request", "Code", "Response time", "Outcome", "Started"].map(text =>
                h("span", { role: "columnheader" }, text),
            ),
        ),
    });
    const charts = h(
        "div",
        { class: "inside charts" },
        h("div", {}, h("h3", {}, "Response times"), distribution.element),
        h("div", {}, h("h3", {}, "Over time"), series.element),
    );
    const body = h("div", { class: "card trace-table" });
    const opened = new Set(matchMedia("(max-width: 68rem)").matches ? [] : ["Node", "Outcome", "Status"]);

    const show = found => {
        traces = found;
        slowest = found.reduce((most, trace) => Math.max(most, trace.time ?? 0), 0) || 1;
        title.textContent =
            found.length >= MOST_TRACES ? `The newest ${number(found.length)} traces` : count(found.length, "trace");
        series.show(found, page.range());
        distribution.show(found.map(trace => ({ value: trace.time ?? NaN, count: 1 })));
        refill(refiners, refinersOf(found));
        refiners.hidden = charts.hidden = found.length === 0;
        if (found.length) {
            if (!body.contains(table.element)) body.replaceChildren(table.element);
            table.show(found.length);
        } else
            body.replaceChildren(
                filter()
                    ? empty("No trace matches", "Take a condition away, or choose a longer time.")
                    : empty(
                          "No traces in this time",
                          "Send one, start the demo shop with ./raygate up, or choose a longer time.",
                          "./raygate send",
                      ),
            );
    };

    const refinersOf = found => {
        const all = fields(found);
        const plain = all.filter(each => each.keyword !== "annotation");
        const annotations = all.filter(each => each.keyword === "annotation").slice(0, SHOWN_ANNOTATIONS);
        return [...plain, ...annotations].map(each =>
            field(each, counts(found, each.of), { total: found.length, opened, refine }),
        );
    };

    const fetchTraces = async () => {
        loading.abort();
        loading = new AbortController();
        const range = page.range();
        try {
            xray("ServiceGraph", window(range), loading.signal).then(
                graph => {
                    services = graph.Services;
                },
                () => undefined,
            );
            show(await load({ filter: filter(), range, signal: loading.signal, progress: show }));
            line.accept();
        } catch (failure) {
            if (failure.name === "AbortError") return;
            show([]);
            body.replaceChildren(empty("The filter was refused", failure.message));
            line.refuse(failure);
        }
    };
    const refresh = throttled(fetchTraces);
    const update = async () => {
        line.set(filter());
        await fetchTraces();
        announce(title.textContent);
    };

    const element = h(
        "div",
        { class: "traces" },
        h(
            "form",
            {
                class: "card filter-card",
                role: "search",
                "aria-label": "Filter traces",
                onsubmit: event => {
                    event.preventDefault();
                    line.send();
                },
            },
            h(
                "div",
                { class: "filter-line" },
                line.element,
                h("button", { type: "submit", class: "main" }, "Filter"),
                h("button", { type: "button", onclick: () => go("") }, "Clear"),
            ),
            line.error,
            filterHelp(refine),
        ),
        refiners,
        h(
            "div",
            { class: "results" },
            h("section", { class: "card", "aria-label": "Distribution" }, h("header", {}, title), charts),
            body,
        ),
    );
    update();
    return {
        title: "Traces",
        element,
        update,
        changed: () => {
            if (page.range().name && traces.length <= FEW && !table.element.scrollTop) refresh();
        },
        close: () => {
            loading.abort();
            table.close();
            distribution.close();
            series.close();
        },
    };
}

function rowOf(trace, slowest) {
    const bar = h("i", { style: { width: `${Math.max(2, Math.sqrt((trace.time ?? 0) / slowest) * 100)}%` } });
    return h(
        "a",
        { href: `/traces/${trace.id}`, "data-key": trace.id },
        cell("id", trace.id.slice(-12), trace.id),
        cell("name", trace.root),
        cell("url quiet", [trace.method, trace.path].filter(Boolean).join(" "), trace.url),
        cell("code", trace.status ?? "–"),
        h(
            "span",
            { role: "cell", class: "time-bar" },
            h("span", { class: "number" }, duration(trace.time ?? trace.duration)),
            bar,
        ),
        h("span", { role: "cell" }, status(trace.outcome)),
        h("time", { role: "cell", class: "ago quiet", title: clock(trace.start) }, ago(trace.start)),
    );
}

const cell = (kind, text, title) => h("span", { role: "cell", class: kind, title: title ?? text }, String(text));
