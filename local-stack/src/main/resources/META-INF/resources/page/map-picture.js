// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Draws a service graph as SVG: what is drawn is in the document as text, and every node and edge takes the focus. */

import { s } from "./dom.js";
import { duration, rate, share } from "./format.js";
import { typeName } from "./graph.js";
import { OUTCOMES } from "./statistics.js";

const RADIUS = 27;
const ACROSS = 196;

/** Between nodes of a map from top to bottom, for phones. */
const NARROW = 118;
const DOWN = 118;

/** A layer below another has the text between them. */
const TALLER = 34;
const MARGIN = { x: 92, top: 44, bottom: 66 };
const PADDING = 18;
const RING = 2 * Math.PI * RADIUS;
const NAME_CHARS = 23;
const FEW_NAME_CHARS = 17;

/** Of the two lines below a node. */
const TEXT_HEIGHT = 42;

const GLYPHS = {
    client: "M-9-8h18v12h-18zM-12 8h24",
    service: "M0-11l10 5.500v11L0 11l-10-5.500v-11zM-10-5.500L0 0l10-5.500M0 0v11",
    function: "M-7-10h4l9 20h3M-1-3l-7 13",
    database: "M-9-7c0-5 18-5 18 0v14c0 5-18 5-18 0zM-9-7c0 5 18 5 18 0M-9 0c0 5 18 5 18 0",
    queue: "M-11-7h5v14h-5zM-2.500-7h5v14h-5zM6-7h5v14h-5z",
    remote: "M0-10a10 10 0 100 20 10 10 0 100-20M-10 0h20M0-10c-6 6-6 14 0 20c6-6 6-14 0-20",
};

/** `view` has the `extent` of the layout, `upright`, `compact`, the `seconds` that the graph was seen for, the key `chosen`, and `choose`, and the `width` and `height` to fit into. */
export function picture(graph, view) {
    const { extent, upright } = view;
    const across = upright ? NARROW : view.compact ? 168 : ACROSS;
    const down = view.compact ? 104 : DOWN;
    const side = upright ? NARROW / 2 + 8 : MARGIN.x;
    view.at = ({ layer, row }) =>
        upright
            ? { x: side + row * across, y: MARGIN.top + layer * (down + TALLER) }
            : { x: side + layer * across, y: MARGIN.top + row * down };
    const width = 2 * side + (upright ? extent.rows * across : Math.max(0, extent.layers - 1) * across);
    const height = MARGIN.top + MARGIN.bottom + (upright ? Math.max(0, extent.layers - 1) * (down + TALLER) : extent.rows * down);
    const fit = Math.min((view.width - PADDING) / width, view.upright ? 1 : view.height / height);
    const scale = Math.max(0.8, Math.min(view.compact ? 0.95 : 1.25, fit));
    const places = new Map(graph.nodes.map(node => [node.key, node]));
    return s(
        "svg",
        {
            class: "map",
            viewBox: `0 0 ${width} ${height}`,
            width: width * scale,
            height: height * scale,
            role: "group",
            "aria-label": `Map of ${graph.nodes.length} nodes`,
        },
        s("defs", {}, arrow("arrow"), arrow("arrow-chosen")),
        graph.edges.map(edge => edgeOf(edge, places, view)),
        graph.nodes.map(node => nodeOf(node, view)),
    );
}

const arrow = id =>
    s(
        "marker",
        { id, class: id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" },
        s("path", { d: "M0 .5L8 4L0 7.500z" }),
    );

function edgeOf(edge, places, view) {
    const points = [places.get(edge.from), ...(edge.via ?? []), places.get(edge.to)].map(view.at);
    const { path, middle } = edge.from === edge.to ? loop(points[0]) : curve(points, view.upright);
    const chosen = view.chosen === edge.key;
    const worst = ["fault", "throttle", "error"].find(kind => edge.outcomes[kind] / edge.outcomes.total >= 0.05);
    const text = duration(edge.mean);
    const label = `${edge.caller.Name} calls ${edge.callee.Name}: ${summary(edge, view.seconds)}`;
    return s(
        "g",
        { class: `edge ${chosen ? "chosen" : ""} ${edge.linked ? "linked" : ""} ${worst ?? ""}`, ...pickable(edge, label, view) },
        s("title", {}, label),
        s("path", { class: "reach", d: path }),
        s("path", { class: "line", d: path, "marker-end": `url(#${chosen ? "arrow-chosen" : "arrow"})` }),
        s("rect", {
            class: "plate",
            x: middle.x - text.length * 3.2 - 4,
            y: middle.y - 8,
            width: text.length * 6.4 + 8,
            height: 16,
            rx: 4,
        }),
        s("text", { class: "time", x: middle.x, y: middle.y + 3.5 }, text),
    );
}

/** From rim to rim, over the places between. */
function curve(points, upright) {
    const ends = points.map(point => ({ ...point }));
    trim(ends[0], ends[1], upright && ends[1].y > ends[0].y ? RADIUS + TEXT_HEIGHT : RADIUS + 5, upright);
    trim(ends.at(-1), ends.at(-2), RADIUS + 7, upright);
    let path = `M${ends[0].x} ${ends[0].y}`;
    for (let index = 1; index < ends.length; index++) {
        const [from, to] = [ends[index - 1], ends[index]];
        const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
        path += upright ? `C${from.x} ${y} ${to.x} ${y} ${to.x} ${to.y}` : `C${x} ${from.y} ${x} ${to.y} ${to.x} ${to.y}`;
    }
    const half = Math.floor((ends.length - 1) / 2);
    const [from, to] = [ends[half], ends[half + 1]];
    const middle = ends.length % 2 ? ends[half] : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    return { path, middle };
}

function trim(end, towards, by, upright) {
    if (upright) end.y += Math.sign(towards.y - end.y) * by;
    else end.x += Math.sign(towards.x - end.x) * by;
}

function loop({ x, y }) {
    const [near, far] = [RADIUS * 0.8, RADIUS * 2.1];
    return {
        path: `M${x - near} ${y - near}C${x - near} ${y - far} ${x + near} ${y - far} ${x + near} ${y - near}`,
        middle: { x, y: y - far * 0.85 },
    };
}

function nodeOf(node, view) {
    const { x, y } = view.at(node);
    const name = node.kind === "client" ? "Clients" : cut(node.service.Name, view.upright ? FEW_NAME_CHARS : NAME_CHARS);
    const label = `${node.service.Name}, ${typeName(node.service.Type)}: ${summary(node, view.seconds)}`;
    const figures = node.outcomes.total
        ? `${duration(node.mean)}${view.seconds ? ` · ${rate(node.outcomes.total / view.seconds)}` : ""}`
        : "";
    return s(
        "g",
        {
            class: `node ${node.kind} ${view.chosen === node.key ? "chosen" : ""}`,
            transform: `translate(${x} ${y})`,
            ...pickable(node, label, view),
        },
        s("title", {}, label),
        s("circle", { class: "halo", r: RADIUS + 6 }),
        s("circle", { class: "disc", r: RADIUS }),
        ring(node.outcomes),
        s("path", { class: "glyph", d: GLYPHS[node.kind] }),
        s("text", { class: "name", y: RADIUS + 20 }, name),
        s("text", { class: "figures", y: RADIUS + 36 }, figures),
    );
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function ring(outcomes) {
    let start = 0;
    return OUTCOMES.filter(kind => outcomes[kind]).map(kind => {
        const part = outcomes[kind] / outcomes.total;
        const arc = s("circle", {
            class: `ring ${kind}`,
            r: RADIUS,
            "stroke-dasharray": `${part * RING} ${RING}`,
            "stroke-dashoffset": -start * RING,
            transform: "rotate(-90)",
        });
        start += part;
        return arc;
    });
}

function summary({ outcomes, mean, p50 }, seconds) {
    if (!outcomes.total) return "no requests";
    const bad = OUTCOMES.slice(1)
        .filter(kind => outcomes[kind])
        .map(kind => `${share(outcomes[kind] / outcomes.total)} ${kind}`);
    return [
        `${outcomes.total} requests`,
        seconds && rate(outcomes.total / seconds),
        `mean ${duration(mean)}`,
        `median ${duration(p50)}`,
        ...bad,
    ]
        .filter(Boolean)
        .join(", ");
}

const pickable = (item, label, view) =>
    view.choose && !view.compact
        ? {
              tabindex: 0,
              role: "button",
              "aria-label": label,
              "aria-pressed": String(view.chosen === item.key),
              "data-key": item.key,
              onclick: () => view.choose(item),
              onkeydown: event => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  view.choose(item);
              },
          }
        : { role: "img", "aria-label": label };
