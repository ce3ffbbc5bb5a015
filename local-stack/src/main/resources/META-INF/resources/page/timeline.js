// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** A trace as rows over time. Dark parts of a bar are time of its own, light ones are covered by what it calls. */

import { h } from "./dom.js";
import { duration } from "./format.js";
import { summaryOf } from "./marks.js";
import { rowsOf } from "./trace-model.js";
import { virtual } from "./virtual.js";

const ROW = 30;
const FOLDED_FROM = 400;
const TICKS = 4;

export function timeline(model, { select, marks }) {
    const folded = new Set();
    if (model.all.length > FOLDED_FROM)
        model.all.filter(entity => !entity.isSegment && entity.children.length).forEach(entity => folded.add(entity));
    const span = Math.max(model.end - model.start, 1e-6);
    let rows = rowsOf(model.roots, folded);
    let chosen;
    const list = virtual({
        rowHeight: () => ROW,
        label: "Timeline of the trace",
        role: "treegrid",
        row: index => rowOf(rows[index]),
        key: keys,
        head: h(
            "div",
            { class: "head", role: "row" },
            h("span", { role: "columnheader" }, "Segment"),
            h("span", { role: "columnheader", class: "state" }, "Outcome"),
            axis(span),
        ),
    });

    function keys(event, index) {
        const { entity } = rows[index];
        if (event.key === "Enter" || event.key === " ") choose(entity);
        else if (event.key === "ArrowRight" && folded.has(entity)) fold(entity);
        else if (event.key === "ArrowLeft" && entity.children.length && !folded.has(entity)) fold(entity);
        else if (event.key === "ArrowLeft" && entity.parent) list.move(rows.findIndex(row => row.entity === entity.parent));
        else return;
        event.preventDefault();
    }
    const fold = entity => {
        folded[folded.has(entity) ? "delete" : "add"](entity);
        rows = rowsOf(model.roots, folded);
        size();
    };
    const choose = entity => {
        chosen = entity;
        list.show(rows.length);
        select(entity);
    };
    const size = () => {
        list.element.style.height = `${Math.min(rows.length * ROW + 33, innerHeight * 0.7)}px`;
        list.show(rows.length);
    };

    function rowOf({ entity, depth }) {
        const running = entity.end === undefined;
        const end = entity.end ?? model.end;
        const at = time => `${((time - model.start) / span) * 100}%`;
        const wide = (from, to) => `${(Math.max(0, to - from) / span) * 100}%`;
        const took = running ? "in progress" : duration(end - entity.start);
        const place = placeOf((entity.start - model.start) / span, (end - model.start) / span);
        const twist = entity.children.length
            ? h(
                  "button",
                  {
                      type: "button",
                      class: "twist",
                      tabindex: -1,
                      "aria-label": folded.has(entity) ? "Unfold" : "Fold",
                      onclick: event => {
                          event.stopPropagation();
                          fold(entity);
                      },
                  },
                  folded.has(entity) ? "▶" : "▼",
              )
            : h("span", { class: "twist" });
        return h(
            "div",
            {
                class: `${entity.isSegment ? "segment" : ""} ${entity.outcome} ${running ? "running" : ""}`,
                "data-key": entity.id,
                "aria-level": depth + 1,
                "aria-selected": String(entity === chosen),
                "aria-expanded": entity.children.length ? String(!folded.has(entity)) : undefined,
                "aria-label": `${entity.name}, ${entity.outcome}, ${took}, from ${duration(entity.start - model.start)}`,
                onclick: () => choose(entity),
            },
            h(
                "span",
                { class: "label", role: "gridcell", style: { "--depth": Math.min(depth, 14) } },
                twist,
                h("span", { class: `dot ${entity.outcome}` }),
                h("span", { class: "text", title: entity.name }, entity.name),
                tags(entity),
            ),
            h(
                "span",
                { class: `state quiet`, role: "gridcell" },
                entity.document.http?.response?.status ?? (entity.outcome === "ok" ? "" : entity.outcome),
            ),
            h(
                "span",
                { class: "track", role: "gridcell" },
                h("i", { class: "bar", style: { left: at(entity.start), width: wide(entity.start, end) } }),
                entity.self.map(([from, to]) => h("i", { class: "self", style: { left: at(from), width: wide(from, to) } })),
                h("span", { class: `took ${place}`, style: { left: at(place === "before" ? entity.start : end) } }, took),
            ),
        );
    }

    const tags = entity => [
        entity.orphan &&
            h("span", { class: "chip", title: `Its parent ${entity.document.parent_id} has not arrived` }, "parent missing"),
        entity.inferred &&
            h(
                "span",
                { class: "chip", title: `${entity.inferred} sends no segments: its time is what the caller saw` },
                "inferred",
            ),
        entity.end === undefined && h("span", { class: "chip" }, "in progress"),
        marks(entity).length > 0 &&
            h(
                "span",
                {
                    class: `chip mark ${marks(entity)[0].kind}`,
                    title: marks(entity)
                        .map(mark => mark.text)
                        .join("; "),
                },
                summaryOf(marks(entity)),
            ),
    ];

    size();
    return { element: h("div", { class: "timeline" }, list.element), choose, redraw: size, close: list.close };
}

/** Beside the bar where there is room, else on it. */
const placeOf = (from, to) => (to < 0.78 ? "after" : from > 0.2 ? "before" : "inside");

const axis = span =>
    h(
        "span",
        { class: "axis", role: "columnheader", "aria-label": `Time, ${duration(span)} in all` },
        Array.from({ length: TICKS + 1 }, (_, index) =>
            h("span", { style: { left: `${(index / TICKS) * 100}%` } }, index === 0 ? "0" : duration((span * index) / TICKS)),
        ),
    );
