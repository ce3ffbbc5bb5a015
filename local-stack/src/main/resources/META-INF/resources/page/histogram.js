// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** A distribution of times on a logarithmic axis; drag over it, or type into its fields, to choose a range. */

import { h, s } from "./dom.js";
import { count, duration } from "./format.js";
import { selectable } from "./selectable.js";
import { bins, ticks } from "./statistics.js";

const HEIGHT = 96;
const AXIS = 18;

/** `sets` are lists of `{ value, count }`, drawn one over the other; `select(from, to)` gets seconds. */
export function histogram(sets, { select, label = "Distribution of response times" } = {}) {
    const box = h("div", { class: "histogram" });
    const draw = () => box.replaceChildren(picture(sets, box.clientWidth || 320, select, label));
    const observer = new ResizeObserver(draw);
    observer.observe(box);
    const element = h("div", {}, box, select && fields(select));
    return {
        element,
        show: (...others) => {
            sets = others;
            draw();
        },
        close: () => observer.disconnect(),
    };
}

function picture(sets, width, select, label) {
    const { bins: all, low, high } = bins(sets.flat(), Math.max(12, Math.min(60, Math.floor(width / 9))));
    if (!all.length) return h("p", { class: "quiet" }, "Nothing to show yet.");
    const x = seconds => ((Math.log10(seconds) - low) / (high - low)) * width;
    const layers = sets.map(set => countInto(all, set));
    const top = Math.max(...layers.flat()) || 1;
    const step = width / all.length;
    const svg = s(
        "svg",
        {
            viewBox: `0 0 ${width} ${HEIGHT + AXIS}`,
            width,
            height: HEIGHT + AXIS,
            role: "img",
            "aria-label": `${label}: ${describe(sets[0])}`,
        },
        ticks(low, high).map(tick =>
            s(
                "g",
                { class: "tick" },
                s("line", { x1: x(tick), x2: x(tick), y1: 0, y2: HEIGHT }),
                s("text", { x: Math.min(width - 22, Math.max(18, x(tick))), y: HEIGHT + 14 }, duration(tick)),
            ),
        ),
        layers.map((counts, set) =>
            counts.map(
                (value, index) =>
                    value > 0 &&
                    s(
                        "rect",
                        {
                            class: `bar set-${set}`,
                            x: index * step + 0.5 + set * step * 0.25 * (sets.length > 1),
                            width: Math.max(1, (step - 1) * (sets.length > 1 ? 0.6 : 1)),
                            y: HEIGHT - Math.max(2, (value / top) * (HEIGHT - 6)),
                            height: Math.max(2, (value / top) * (HEIGHT - 6)),
                        },
                        s(
                            "title",
                            {},
                            `${duration(all[index].from)} to ${duration(all[index].to)}: ${value < 1 ? `${(value * 100).toFixed(1)} %` : count(value, "request")}`,
                        ),
                    ),
            ),
        ),
        s("line", { class: "base", x1: 0, x2: width, y1: HEIGHT, y2: HEIGHT }),
    );
    if (select)
        selectable(svg, HEIGHT, (from, to) => select(...[from, to].map(place => 10 ** (low + (place / width) * (high - low)))));
    return svg;
}

function countInto(all, set) {
    const counts = new Array(all.length).fill(0);
    const [low, high] = [Math.log10(all[0].from), Math.log10(all.at(-1).to)];
    for (const { value, count: many } of set) {
        if (!Number.isFinite(value)) continue;
        const place = Math.floor(((Math.log10(Math.max(1e-6, value)) - low) / (high - low)) * all.length);
        counts[Math.min(all.length - 1, Math.max(0, place))] += many;
    }
    return counts;
}

function describe(set) {
    const values = set.filter(({ value }) => Number.isFinite(value));
    const many = values.reduce((sum, each) => sum + each.count, 0);
    return many
        ? `${count(many, "request")} from ${duration(Math.min(...values.slice(0, 1e4).map(each => each.value)))} to ${duration(Math.max(...values.slice(0, 1e4).map(each => each.value)))}`
        : "empty";
}

function fields(select) {
    const from = h("input", { type: "number", min: 0, step: "any", placeholder: "from", "aria-label": "From, in milliseconds" });
    const to = h("input", { type: "number", min: 0, step: "any", placeholder: "to", "aria-label": "To, in milliseconds" });
    const submit = event => {
        event.preventDefault();
        const [low, high] = [Number(from.value || 0) / 1e3, to.value === "" ? 86_400 : Number(to.value) / 1e3];
        if (low <= high) select(low, high);
    };
    return h(
        "form",
        { class: "between", onsubmit: submit },
        h("span", { class: "quiet" }, "Drag to select, or"),
        from,
        to,
        h("span", { class: "quiet" }, "ms"),
        h("button", { type: "submit" }, "Select"),
    );
}
