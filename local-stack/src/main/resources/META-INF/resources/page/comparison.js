// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Two sets of traces in tables: shares of values and of root causes. */

import { h } from "./dom.js";
import { filterOf, shown } from "./field-filter.js";
import { count, duration, number, share } from "./format.js";
import { percentile } from "./statistics.js";
import { counts, fields } from "./trace-set.js";

const SHOWN_VALUES = 8;
const CAUSES = { fault: "What causes faults", error: "What causes errors", time: "What takes the time" };

/** Sizes, percentiles and outcomes of both sets. */
export function table(sets) {
    const lines = sets.map(set => {
        const times = set.traces.filter(trace => trace.time !== undefined).map(trace => ({ Value: trace.time, Count: 1 }));
        const bad = kind => set.traces.filter(trace => trace.outcome === kind).length;
        return h(
            "tr",
            {},
            h("td", {}, h("span", { class: `set-name ${set.name}` }, set.name.toUpperCase())),
            h("td", { class: "number" }, number(set.traces.length)),
            [0.5, 0.9, 0.99].map(part => h("td", { class: "number" }, duration(percentile(times, part)))),
            ["error", "throttle", "fault"].map(kind =>
                h("td", { class: "number" }, set.traces.length ? share(bad(kind) / set.traces.length) : "–"),
            ),
        );
    });
    return h(
        "table",
        {},
        h(
            "thead",
            {},
            h(
                "tr",
                {},
                h("th", { scope: "col" }, "Set"),
                ["Traces", "p50", "p90", "p99", "Errors", "Throttles", "Faults"].map(text =>
                    h("th", { scope: "col", class: "number" }, text),
                ),
            ),
        ),
        h("tbody", {}, lines),
    );
}

/** The values of each field, those first whose shares differ most; `select(set, condition)` narrows a set. */
export function fieldCards(sets, select) {
    const all = sets.flatMap(set => fields(set.traces));
    const distinct = [...new Map(all.map(field => [`${field.keyword} ${field.name}`, field])).values()];
    return distinct.map(field => {
        const [a, b] = sets.map(set => new Map(counts(set.traces, field.of)));
        const values = [...new Set([...a.keys(), ...b.keys()])].map(value => ({
            value,
            a: part(a, value, sets[0]),
            b: part(b, value, sets[1]),
        }));
        if (!values.length || (values.length === 1 && values[0].a === values[0].b)) return null;
        values.sort((one, other) => Math.abs(other.a - other.b) - Math.abs(one.a - one.b) || other.a - one.a);
        return h(
            "section",
            { class: "card", "aria-label": field.name },
            h("h2", {}, field.name),
            h(
                "table",
                {},
                headOf("Value"),
                h(
                    "tbody",
                    {},
                    values.slice(0, SHOWN_VALUES).map(({ value, a: ofA, b: ofB }) =>
                        h(
                            "tr",
                            {},
                            h(
                                "td",
                                {},
                                h(
                                    "button",
                                    {
                                        type: "button",
                                        class: "plain",
                                        title: `Narrow set B: ${filterOf(field, value)}`,
                                        onclick: () => select(sets[1], filterOf(field, value)),
                                    },
                                    shown(field, value),
                                ),
                            ),
                            ...cells(ofA, ofB),
                        ),
                    ),
                ),
            ),
            values.length > SHOWN_VALUES &&
                h("p", { class: "quiet" }, `and ${count(values.length - SHOWN_VALUES, "more value")}`),
        );
    });
}

const part = (of, value, set) => (set.traces.length ? (of.get(value) ?? 0) / set.traces.length : 0);

const headOf = name =>
    h(
        "thead",
        {},
        h(
            "tr",
            {},
            h("th", { scope: "col" }, name),
            h("th", { scope: "col", class: "number" }, "A"),
            h("th", { scope: "col", class: "number" }, "B"),
            h("th", { scope: "col" }, h("span", { class: "unseen" }, "Both as bars")),
        ),
    );

const cells = (a, b) => [
    h("td", { class: "number" }, share(a)),
    h("td", { class: "number" }, share(b)),
    h(
        "td",
        {},
        h("span", { class: "shares" }, h("i", { style: { width: `${a * 100}%` } }), h("i", { style: { width: `${b * 100}%` } })),
    ),
];

/** Root causes by kind. */
export function causeCards(sets) {
    return Object.entries(CAUSES).map(([kind, title]) => {
        const [a, b] = sets.map(
            set =>
                new Map(
                    counts(
                        set.traces,
                        trace => new Set(trace.causes.filter(cause => cause.kind === kind).map(cause => cause.text)),
                    ),
                ),
        );
        const values = [...new Set([...a.keys(), ...b.keys()])]
            .map(text => ({ text, a: part(a, text, sets[0]), b: part(b, text, sets[1]) }))
            .sort((one, other) => other.a + other.b - one.a - one.b);
        return h(
            "section",
            { class: "card", "aria-label": title },
            h("h2", {}, title),
            values.length
                ? h(
                      "table",
                      {},
                      headOf("Root cause"),
                      h(
                          "tbody",
                          {},
                          values
                              .slice(0, SHOWN_VALUES)
                              .map(({ text, a: ofA, b: ofB }) =>
                                  h("tr", {}, h("td", {}, h("span", { title: text }, text)), ...cells(ofA, ofB)),
                              ),
                      ),
                  )
                : h("p", { class: "quiet" }, "None was found in these traces."),
        );
    });
}
