// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import { s } from "./dom.js";

const LEAST_PIXELS = 4;

/** Lets a pointer drag over a chart; `select(from, to)` gets the two places, in pixels from the left. */
export function selectable(svg, height, select) {
    let start;
    const shade = s("rect", { class: "chosen", y: 0, height, width: 0 });
    const place = event => Math.min(svg.clientWidth, Math.max(0, event.clientX - svg.getBoundingClientRect().left));
    svg.classList.add("draggable");
    svg.append(shade);
    svg.addEventListener("pointerdown", event => {
        start = place(event);
        svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", event => {
        if (start === undefined) return;
        shade.setAttribute("x", Math.min(start, place(event)));
        shade.setAttribute("width", Math.abs(start - place(event)));
    });
    svg.addEventListener("pointerup", event => {
        const [from, to] = [start, place(event)].sort((one, other) => one - other);
        start = undefined;
        shade.setAttribute("width", 0);
        if (to - from >= LEAST_PIXELS) select(from, to);
    });
}
