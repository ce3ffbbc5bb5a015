// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Two sets of traces side by side: how long they take, how often each value of a field occurs, and root causes. */

import { causeCards, fieldCards, table } from "./comparison.js";
import { h, refill } from "./dom.js";
import { filterLine } from "./filter-line.js";
import { and, between } from "./filter-text.js";
import { histogram } from "./histogram.js";
import { knownOf, load } from "./trace-set.js";

const MOST = 50_000;

export function open(page) {
    const sets = [
        { name: "a", filter: "", traces: [] },
        { name: "b", filter: "", traces: [] },
    ];
    let loading = new AbortController();
    let comparing = true;

    const goTo = () => {
        const parameters = page.parameters();
        for (const set of sets) set.line.text() ? parameters.set(set.name, set.line.text()) : parameters.delete(set.name);
        parameters.set("b", sets[1].line.text());
        page.go(`/analytics?${parameters}`);
    };
    const select = (set, condition) => {
        set.line.set(and(set.line.text(), condition));
        goTo();
    };
    const distribution = histogram([[], []], {
        select: (from, to) => select(sets[1], between("responsetime", from, to)),
        label: "Response times of both sets, as shares",
    });
    const figures = h("div", { class: "inside table-scroll" });
    const grid = h("div", { class: "field-grid" });
    for (const set of sets) {
        set.line = filterLine({
            text: "",
            known: () => knownOf(sets.flatMap(set => set.traces)),
            submit: goTo,
            id: `filter-${set.name}`,
            label: `Filter of set ${set.name.toUpperCase()}`,
        });
    }

    const update = async () => {
        loading.abort();
        loading = new AbortController();
        const parameters = page.parameters();
        sets[0].filter = parameters.get("a") ?? "";
        sets[1].filter = parameters.get("b") ?? "!ok";
        comparing = parameters.get("b") !== "";
        await Promise.all(sets.map(loadSet));
        distribution.show(...sets.filter(set => comparing || set.name === "a").map(shareOfEach));
        refill(figures, table(sets));
        refill(grid, fieldCards(sets, select), causeCards(sets));
    };

    const loadSet = async set => {
        set.line.set(set.filter);
        if (set.name === "b" && !comparing) return void (set.traces = []);
        try {
            set.traces = await load({ filter: set.filter, range: page.range(), most: MOST, signal: loading.signal });
            set.line.accept();
        } catch (failure) {
            if (failure.name === "AbortError") return;
            set.traces = [];
            set.line.refuse(failure);
        }
    };

    const element = h(
        "div",
        { class: "analytics" },
        h("h1", {}, "Analytics"),
        h(
            "p",
            { class: "quiet" },
            "Two sets of traces side by side: what is frequent in one and not in the other is where to look.",
        ),
        h(
            "div",
            { class: "set-forms" },
            sets.map(set =>
                h(
                    "form",
                    {
                        class: "card",
                        "aria-label": `Set ${set.name.toUpperCase()}`,
                        onsubmit: event => {
                            event.preventDefault();
                            set.line.send();
                        },
                    },
                    h(
                        "h2",
                        {},
                        h("span", { class: `set-name ${set.name}` }, set.name.toUpperCase()),
                        set.name === "a" ? "These traces" : "Compared with",
                    ),
                    h("div", { class: "filter-line" }, set.line.element, h("button", { type: "submit" }, "Load")),
                    set.line.error,
                ),
            ),
        ),
        h(
            "section",
            { class: "card", "aria-label": "Response times" },
            h(
                "header",
                {},
                h("h2", {}, "Response times"),
                h("span", { class: "quiet" }, "Shares of each set; a selection narrows set B"),
            ),
            h("div", { class: "inside" }, distribution.element),
            figures,
        ),
        grid,
    );
    update();
    return {
        title: "Analytics",
        element,
        update,
        close: () => {
            loading.abort();
            distribution.close();
        },
    };
}

const shareOfEach = set => set.traces.map(trace => ({ value: trace.time ?? NaN, count: 1 / set.traces.length }));
