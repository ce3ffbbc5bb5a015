// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** How many traces began when, and how they ended; drag over it to look at a shorter time. */

import { h, s } from "./dom.js";
import { clock, count } from "./format.js";
import { selectable } from "./selectable.js";

const HEIGHT = 96;
const AXIS = 18;
const ORDER = ["ok", "partial", "error", "throttle", "fault"];

/** `select(from, to)` gets seconds since the epoch. */
export function timeSeries({ select }) {
    const element = h("div", { class: "histogram series" });
    let traces = [];
    let range = { from: 0, to: 1 };
    const draw = () => element.replaceChildren(picture(traces, range, element.clientWidth || 320, select));
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return {
        element,
        show: (found, over) => {
            traces = found;
            range = over;
            draw();
        },
        close: () => observer.disconnect(),
    };
}

function picture(traces, { from, to }, width, select) {
    const bins = binned(traces, from, to, Math.max(12, Math.min(60, Math.floor(width / 9))));
    const top = Math.max(1, ...bins.map(bin => bin.total));
    const step = width / bins.length;
    const at = place => from + (place / width) * (to - from);
    const svg = s(
        "svg",
        {
            viewBox: `0 0 ${width} ${HEIGHT + AXIS}`,
            width,
            height: HEIGHT + AXIS,
            role: "img",
            "aria-label": `Traces over time: ${count(traces.length, "trace")} from ${clock(from)} to ${clock(to)}`,
        },
        [0.12, 0.5, 0.88].map(share =>
            s(
                "g",
                { class: "tick" },
                s("line", { x1: share * width, x2: share * width, y1: 0, y2: HEIGHT }),
                s("text", { x: share * width, y: HEIGHT + 14 }, clock(at(share * width))),
            ),
        ),
        bins.map((bin, index) => stack(bin, index * step + 0.5, Math.max(1, step - 1), top)),
        s("line", { class: "base", x1: 0, x2: width, y1: HEIGHT, y2: HEIGHT }),
    );
    selectable(svg, HEIGHT, (left, right) => select(Math.floor(at(left)), Math.ceil(at(right))));
    return svg;
}

function binned(traces, from, to, many) {
    const bins = Array.from({ length: many }, () => ({ total: 0 }));
    for (const trace of traces) {
        const bin = bins[Math.min(many - 1, Math.max(0, Math.floor(((trace.start - from) / (to - from)) * many)))];
        bin.total++;
        bin[trace.outcome] = (bin[trace.outcome] ?? 0) + 1;
    }
    return bins;
}

function stack(bin, x, width, top) {
    let y = HEIGHT;
    return ORDER.filter(kind => bin[kind]).map(kind => {
        const height = (bin[kind] / top) * (HEIGHT - 6);
        y -= height;
        return s("rect", { class: `part ${kind}`, x, y, width, height }, s("title", {}, `${count(bin[kind], "trace")} ${kind}`));
    });
}
