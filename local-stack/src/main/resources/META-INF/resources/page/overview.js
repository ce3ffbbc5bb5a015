// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The first view: the map, what is known of the chosen node or edge, and the latest traces. */

import { summaries, xray } from "./api.js";
import { details } from "./chosen.js";
import { empty, h, refill, status } from "./dom.js";
import { ago, count, duration } from "./format.js";
import { graphOf } from "./graph.js";
import { map } from "./map.js";
import { tableOf } from "./map-table.js";
import { throttled } from "./throttled.js";
import { window } from "./time-range.js";
import { outcomeOf, rootOf } from "./trace-row.js";

const LATEST = 14;

export function open(page) {
    const place = h("div", { class: "map-place" });
    const side = h("aside", { class: "card side", "aria-label": "Chosen node or edge", hidden: true });
    const latest = h("div", { class: "inside" });
    const table = h("div", { class: "inside table-scroll" });
    const counts = h("span", { class: "quiet" });
    let chosen;
    let graph;
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
                details(item, page, () => drawing.pick()),
            );
    };

    const refresh = throttled(async () => {
        const range = page.range();
        const [services, newest] = await Promise.all([xray("ServiceGraph", window(range)), latestTraces(page)]);
        graph = graphOf(services.Services);
        const seconds = seenFor(graph, range);
        counts.textContent = graph.nodes.length
            ? `${count(graph.nodes.filter(node => node.kind !== "client").length, "node")}, ${count(graph.edges.length, "edge")}`
            : "";
        if (graph.nodes.length) drawing.draw(graph, seconds);
        else refill(place, nothing(range));
        refill(
            table,
            graph.nodes.length
                ? tableOf(graph, seconds, item => {
                      drawing.pick(item);
                      side.scrollIntoView({ block: "nearest" });
                  })
                : [],
        );
        refill(latest, newest.length ? newest.map(row) : h("p", { class: "quiet" }, "No traces in this time."));
        const same = [...graph.nodes, ...graph.edges].find(item => item.key === chosen);
        if (same) {
            same.seconds = seconds;
            if (!side.contains(document.activeElement)) showSide(same);
        }
        for (const item of [...graph.nodes, ...graph.edges]) item.seconds = seconds;
    });

    const element = h(
        "div",
        { class: "overview" },
        h(
            "section",
            { class: "card map-card", "aria-labelledby": "map-title" },
            h("header", {}, h("h1", { id: "map-title" }, "Service map"), counts, legend()),
            place,
            h("details", { class: "inside" }, h("summary", {}, "Show the map as a table"), table),
        ),
        side,
        h(
            "section",
            { class: "card latest", "aria-labelledby": "latest-title" },
            h("header", {}, h("h2", { id: "latest-title" }, "Latest traces"), h("a", { href: "/traces" }, "All traces")),
            latest,
        ),
    );
    refresh();
    return { title: "Service map", element, update: refresh, changed: refresh, close: drawing.close };
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

const nothing = range =>
    empty(
        "No traces yet",
        `Nothing arrived in ${range.name ? `the last ${Math.round(range.seconds / 60)} minutes` : "this time"}. Send one, or start the demo shop with ./raygate up.`,
        "./raygate send",
    );

/** Newest first, of the last minutes at most: a page of them is enough. */
async function latestTraces(page) {
    const range = page.range();
    let newest = [];
    await summaries(window({ ...range, from: Math.max(range.from, range.to - 900) }), {
        most: 5000,
        take: found => {
            newest = [...newest, ...found].sort((one, other) => other.StartTime - one.StartTime).slice(0, LATEST);
        },
    });
    return newest;
}

/** Requests a minute are meant for the time since the first request, where that is less than the range. */
function seenFor(graph, range) {
    const first = Math.min(...graph.nodes.map(node => node.service.StartTime ?? range.from));
    return Math.max(1, Math.min(range.seconds, range.to - first));
}

function row(summary) {
    const { name, detail } = rootOf(summary);
    return h(
        "a",
        { class: "latest-row", href: `/traces/${summary.Id}`, "data-key": summary.Id },
        status(outcomeOf(summary), ""),
        h("span", { class: "what" }, h("strong", {}, name), " ", h("span", { class: "quiet" }, detail)),
        h("span", { class: "number" }, duration(summary.ResponseTime ?? summary.Duration)),
        h("span", { class: "quiet number" }, ago(summary.StartTime)),
        h("span", { class: "unseen" }, outcomeOf(summary)),
    );
}
