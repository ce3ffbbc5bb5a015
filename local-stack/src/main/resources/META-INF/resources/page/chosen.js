// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** What is known of a node or an edge of the map, and the traces behind it. */

import { copyButton, h, status } from "./dom.js";
import { and, between, link, ofEdge, ofNode, within } from "./filter-text.js";
import { duration, number, rate, share } from "./format.js";
import { typeName } from "./graph.js";
import { histogram } from "./histogram.js";
import { OUTCOMES, percentile } from "./statistics.js";

const CONDITIONS = { ok: "ok", error: "error AND !throttle", throttle: "throttle", fault: "fault" };

/** Children of a panel; `scope` is the filter of the map, `close()` is called where somebody closes the panel. */
export function details(item, page, { scope, close }) {
    const selector = item.service ? ofNode(item.service) : ofEdge(item.caller, item.callee);
    const title = item.service ? item.service.Name : `${item.caller.Name} → ${item.callee.Name}`;
    const code = h("code", { class: "filter-text" }, selector);
    const show = condition => page.go(link(and(scope, within(selector, condition)), page.parameters()));
    const distribution = histogram([item.histogram.map(point => ({ value: Math.abs(point.Value), count: point.Count }))], {
        select: (from, to) => show(between("responsetime", from, to)),
    });
    return [
        h(
            "header",
            {},
            h("h2", {}, title),
            h("button", { type: "button", class: "plain", onclick: close, "data-key": "close", "aria-label": "Close" }, "Close"),
        ),
        h(
            "div",
            { class: "inside stack" },
            h("p", { class: "quiet" }, item.service ? typeName(item.service.Type) : edgeText(item)),
            h(
                "dl",
                { class: "figures-row" },
                figure("Requests", number(item.outcomes.total)),
                figure("Rate", item.seconds ? rate(item.outcomes.total / item.seconds) : "–"),
                figure("Mean", duration(item.mean)),
            ),
            h(
                "dl",
                { class: "figures-row small" },
                [0.5, 0.9, 0.95, 0.99].map(part => figure(`p${part * 100}`, duration(percentile(item.histogram, part)))),
            ),
            h(
                "div",
                { class: "outcomes" },
                OUTCOMES.map(kind =>
                    h(
                        "button",
                        {
                            type: "button",
                            "data-key": `outcome ${kind}`,
                            disabled: !item.outcomes[kind],
                            title: `Show traces where it is ${kind}`,
                            onclick: () => show(CONDITIONS[kind]),
                        },
                        status(kind),
                        h(
                            "span",
                            { class: "number" },
                            item.outcomes.total ? share(item.outcomes[kind] / item.outcomes.total) : "–",
                        ),
                    ),
                ),
            ),
            h("h3", {}, "Response times"),
            distribution.element,
            h("h3", {}, "As a filter of X-Ray"),
            code,
            h(
                "div",
                { class: "buttons" },
                h("button", { type: "button", class: "main", "data-key": "show", onclick: () => show() }, "Show these traces"),
                copyButton("Copy filter", () => selector),
            ),
        ),
    ];
}

const edgeText = item => {
    const aliases = (item.edge.Aliases ?? []).map(alias => alias.Name).filter(Boolean);
    return [item.linked ? "Linked, not called" : "Calls", aliases.length && `the caller's name for it: ${aliases.join(", ")}`]
        .filter(Boolean)
        .join("; ");
};

const figure = (name, value) => h("div", {}, h("dt", {}, name), h("dd", { class: "figure" }, value));
