// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import { h } from "./dom.js";
import { duration, number, rate } from "./format.js";
import { typeName } from "./graph.js";
import { OUTCOMES, percentile } from "./statistics.js";

/** The map as a table; `choose(item)` is called with the node or edge of a row. */
export function tableOf(graph, seconds, choose) {
    const cells = item => [
        number(item.outcomes.total),
        rate(item.outcomes.total / seconds),
        duration(item.mean),
        ...[0.5, 0.95, 0.99].map(part => duration(percentile(item.histogram, part))),
        ...OUTCOMES.slice(1).map(kind => number(item.outcomes[kind])),
    ];
    const line = (name, type, item) =>
        h(
            "tr",
            {},
            h(
                "td",
                {},
                h(
                    "button",
                    { type: "button", class: "plain", "data-key": `table ${item.key}`, onclick: () => choose(item) },
                    name,
                ),
            ),
            h("td", { class: "quiet" }, type),
            cells(item).map(text => h("td", { class: "number" }, text)),
        );
    return h(
        "table",
        { class: "map-table" },
        h(
            "thead",
            {},
            h(
                "tr",
                {},
                ["Node or edge", "Type"].map(text => h("th", { scope: "col" }, text)),
                ["Requests", "Rate", "Mean", "p50", "p95", "p99", "Errors", "Throttles", "Faults"].map(text =>
                    h("th", { scope: "col", class: "number" }, text),
                ),
            ),
        ),
        h(
            "tbody",
            {},
            graph.nodes.map(node => line(node.service.Name, typeName(node.service.Type), node)),
            graph.edges.map(edge => line(`${edge.caller.Name} → ${edge.callee.Name}`, edge.linked ? "Link" : "Edge", edge)),
        ),
    );
}
