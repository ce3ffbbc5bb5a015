// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** One trace: its map, its timeline, and the details of what is chosen there. */

import { get, xray } from "./api.js";
import { copyButton, download, empty, h, refill, status } from "./dom.js";
import { link } from "./filter-text.js";
import { clock, count, duration } from "./format.js";
import { graphOf } from "./graph.js";
import { map } from "./map.js";
import { marksOf } from "./marks.js";
import { throttled } from "./throttled.js";
import { timeline } from "./timeline.js";
import { detail } from "./trace-detail.js";
import { modelOf } from "./trace-model.js";
import { pathOf } from "./trace-row.js";

export function open(page, id) {
    const element = h("div", { class: "trace" }, h("p", { class: "quiet wide" }, "Loading…"));
    let closers = [];
    let shown = "";
    let chosenId;

    const refresh = throttled(async () => {
        const answer = await xray("Traces", { TraceIds: [id] }).catch(failure => ({ failure }));
        const trace = answer.Traces?.[0];
        const state = JSON.stringify(trace?.Segments.map(segment => segment.Document.length) ?? answer.failure?.message);
        if (state === shown) return;
        shown = state;
        closers.forEach(close => close());
        closers = [];
        if (!trace?.Segments.length) return refill(element, missing(id, answer.failure));
        const [graph, sent] = await Promise.all([
            xray("TraceGraph", { TraceIds: [id] }).catch(() => ({ Services: [] })),
            get(`/api/sent/${id}`).catch(() => undefined),
        ]);
        draw(trace, graphOf(graph.Services), sent);
    });

    const draw = (trace, graph, sent) => {
        const model = modelOf(trace.Segments);
        const marks = marksOf(model, sent);
        const place = h("div", { class: "map-place low" });
        const side = h("aside", { class: "card detail", "aria-label": "Details" });
        const rows = timeline(model, {
            marks: entity => marks.get(entity) ?? [],
            select: entity => {
                chosenId = entity.id;
                refill(side, detail(entity, model, marks.get(entity) ?? []));
            },
        });
        const drawing = map(place, { compact: true });
        closers = [rows.close, drawing.close];
        refill(
            element,
            h(
                "section",
                { class: "wide trace-head" },
                heading(trace, model),
                h(
                    "div",
                    { class: "buttons" },
                    copyButton("Copy link", () => location.href),
                    copyButton("Copy id", () => id),
                    h(
                        "button",
                        { type: "button", onclick: () => download(`${id}.json`, JSON.stringify(trace, null, 2)) },
                        "Download",
                    ),
                ),
            ),
            h("section", { class: "card wide", "aria-label": "Map of this trace" }, place),
            h(
                "section",
                { class: "card", "aria-label": "Timeline" },
                rows.element,
                model.unreadable.map(each =>
                    h(
                        "details",
                        { class: "inside" },
                        h("summary", {}, `Document ${each.id} is not JSON`),
                        h("pre", {}, each.text),
                    ),
                ),
            ),
            side,
        );
        drawing.draw(graph);
        rows.redraw();
        rows.choose(
            model.entities.get(chosenId) ??
                model.all.find(entity => entity.outcome === "fault" && entity.document.cause) ??
                model.roots[0],
        );
    };

    refresh();
    return { title: `Trace ${id}`, element, update: refresh, changed: refresh, close: () => closers.forEach(close => close()) };
}

function heading(trace, model) {
    const root = model.roots.find(entity => entity.isSegment && !entity.orphan) ?? model.roots[0];
    const request = root.document.http?.request ?? {};
    const code = root.document.http?.response?.status;
    const asked = [request.method, pathOf(request.url)].filter(Boolean).join(" ");
    const segments = model.all.filter(entity => entity.isSegment).length;
    return h(
        "div",
        { class: "stack" },
        h(
            "div",
            {},
            h(
                "h1",
                { title: `${root.name} ${asked}` },
                root.name,
                " ",
                h("span", { class: "quiet" }, asked),
            ),
            h("p", { class: "mono" }, trace.Id),
        ),
        h(
            "dl",
            { class: "trace-facts" },
            [
                ["Outcome", status(root.outcome, code ? `${root.outcome} ${code}` : root.outcome)],
                ["Response time", root.end === undefined ? "in progress" : duration(root.end - root.start)],
                ["Duration", duration(model.end - model.start)],
                ["Started", clock(model.start)],
                ["Made of", `${count(segments, "segment")}, ${count(model.all.length - segments, "subsegment")}`],
                ["User", root.document.user],
            ]
                .filter(([, value]) => value)
                .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
        ),
    );
}

const missing = (id, failure) =>
    h(
        "div",
        { class: "card wide" },
        failure
            ? empty("This is no trace id", failure.message)
            : h(
                  "div",
                  { class: "empty" },
                  h("h2", {}, "No trace with this id is here"),
                  h(
                      "p",
                      {},
                      "Documents take about a second from the socket to X-Ray. The oldest traces go when the memory is full. This page shows the trace as soon as it arrives.",
                  ),
                  h("p", {}, h("code", {}, id)),
                  h(
                      "p",
                      {},
                      h("a", { href: link("") }, "All traces"),
                      " or ",
                      h("a", { href: "/pipeline" }, "see in the pipeline whether something was refused"),
                  ),
              ),
    );
