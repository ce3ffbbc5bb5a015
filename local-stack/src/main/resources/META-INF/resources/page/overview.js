// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The first view: the map, what is known of the chosen node or edge, and the latest traces. */

import { details } from "./chosen.js";
import { empty, h, refill, status } from "./dom.js";
import { link } from "./filter-text.js";
import { ago, count, duration } from "./format.js";
import { graphOf } from "./graph.js";
import { map } from "./map.js";
import { chosenOf, mapChoice, services } from "./map-choice.js";
import { tableOf } from "./map-table.js";
import { throttled } from "./throttled.js";
import { knownOf, load } from "./trace-set.js";

const LATEST = 14;

/** The latest traces are looked for in this many seconds, of which a page of summaries is enough. */
const LATEST_SECONDS = 900;
const MOST_LATEST = 5000;

export function open(page) {
    const place = h("div", { class: "map-place" });
    const side = h("aside", { class: "card side", "aria-label": "Chosen node or edge", hidden: true });
    const latest = h("div", { class: "inside" });
    const table = h("div", { class: "inside table-scroll" });
    const counts = h("span", { class: "quiet" });
    const all = h("a", {}, "All traces");
    let chosen;
    let graph;
    let traces = [];
    const choice = mapChoice(page, () => knownOf(traces, graph?.nodes.map(node => node.service) ?? []));
    const drawing = map(place, {
        choose: item => {
            chosen = item?.key;
            showSide(item);
        },
    });

    const showSide = item => {
        const open = Boolean(item);
        side.hidden = !open;
        element.classList.toggle("with-side", open);
        if (open)
            refill(
                side,
                details(item, page, { scope: chosenOf(page.parameters()).scope, close: () => drawing.pick() }),
            );
    };

    const fetchAll = async () => {
        const range = page.range();
        const wanted = chosenOf(page.parameters());
        const from = Math.max(range.from, range.to - LATEST_SECONDS);
        all.href = link(wanted.scope, page.parameters());
        try {
            const [found, newest] = await Promise.all([
                services(wanted, range),
                load({ filter: wanted.scope, range: { ...range, from }, most: MOST_LATEST }),
            ]);
            if (wanted.scope !== chosenOf(page.parameters()).scope) return;
            choice.accept();
            traces = newest;
            show(graphOf(found), range, wanted);
        } catch (failure) {
            if (!failure.status) throw failure;
            choice.refuse(failure);
            traces = [];
            show(graphOf([]), range, wanted);
        }
    };
    const show = (found, range, wanted) => {
        graph = found;
        const seconds = seenFor(graph, range);
        counts.textContent = graph.nodes.length
            ? `${count(graph.nodes.filter(node => node.kind !== "client").length, "node")}, ${count(graph.edges.length, "edge")}`
            : "";
        if (graph.nodes.length) drawing.draw(graph, seconds);
        else {
            drawing.clear();
            refill(place, nothing(range, wanted.scope));
        }
        refill(
            table,
            graph.nodes.length
                ? tableOf(graph, seconds, item => {
                      drawing.pick(item);
                      side.scrollIntoView({ block: "nearest" });
                  })
                : [],
        );
        refill(
            latest,
            traces.length ? traces.slice(0, LATEST).map(row) : h("p", { class: "quiet" }, "No traces in this time."),
        );
        const same = [...graph.nodes, ...graph.edges].find(item => item.key === chosen);
        if (same) {
            same.seconds = seconds;
            if (!side.contains(document.activeElement)) showSide(same);
        }
        for (const item of [...graph.nodes, ...graph.edges]) item.seconds = seconds;
    };
    const refresh = throttled(fetchAll);
    const update = () => {
        choice.update().catch(failure => console.warn(failure));
        return fetchAll();
    };

    const element = h(
        "div",
        { class: "overview" },
        h(
            "section",
            { class: "card map-card", "aria-labelledby": "map-title" },
            h("header", {}, h("h1", { id: "map-title" }, "Service map"), counts, legend()),
            choice.element,
            place,
            h("details", { class: "inside" }, h("summary", {}, "Show the map as a table"), table),
        ),
        side,
        h(
            "section",
            { class: "card latest", "aria-labelledby": "latest-title" },
            h("header", {}, h("h2", { id: "latest-title" }, "Latest traces"), all),
            latest,
        ),
    );
    update();
    return { title: "Service map", element, update, changed: refresh, close: drawing.close };
}

const legend = () =>
    h(
        "span",
        { class: "legend" },
        status("ok", "OK"),
        status("error", "Error 4xx"),
        status("throttle", "Throttle 429"),
        status("fault", "Fault 5xx"),
    );

const nothing = (range, scope) =>
    scope
        ? empty("No trace matches", "Take a condition away, or choose a longer time. A group takes only traces that came after it.")
        : empty(
              "No traces yet",
              `Nothing arrived in ${range.name ? `the last ${Math.round(range.seconds / 60)} minutes` : "this time"}. Send one, or start the demo shop with ./raygate up.`,
              "./raygate send",
          );

/** Requests a minute are meant for the time since the first request, where that is less than the range. */
function seenFor(graph, range) {
    const first = Math.min(...graph.nodes.map(node => node.service.StartTime ?? range.from));
    return Math.max(1, Math.min(range.seconds, range.to - first));
}

function row(trace) {
    return h(
        "a",
        { class: "latest-row", href: `/traces/${trace.id}`, "data-key": trace.id },
        status(trace.outcome, ""),
        h(
            "span",
            { class: "what" },
            h("strong", {}, trace.root),
            " ",
            h("span", { class: "quiet" }, [trace.method, trace.path].filter(Boolean).join(" ")),
        ),
        h("span", { class: "number" }, duration(trace.time ?? trace.duration)),
        h("span", { class: "quiet number" }, ago(trace.start)),
        h("span", { class: "unseen" }, trace.outcome),
    );
}
