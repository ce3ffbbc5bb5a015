// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** A list of any length of which only the visible rows are elements; arrow keys move between rows. */

import { h } from "./dom.js";

const BESIDE = 12;

/** Browsers draw no taller elements: beyond it, rows cannot be reached by scrolling. */
const MOST_PIXELS = 15_000_000;

/**
 * `row(index)` makes an element; it gets its place, its index for screen readers, and the focus with the arrow keys.
 * `key(event, index)` sees other keys on the active row.
 */
export function virtual({ rowHeight, row, key, label, role = "table", rowRole = "row", head }) {
    const rows = h("div", { class: "rows", role: "rowgroup" });
    const element = h("div", { class: "virtual", role, "aria-label": label, tabindex: -1 }, head, rows);
    let count = 0;
    let active = 0;
    let shown = "";

    const draw = (force = false) => {
        const top = Math.max(0, element.scrollTop - rows.offsetTop);
        const first = Math.max(0, Math.floor(top / rowHeight()) - BESIDE);
        const last = Math.min(count, Math.ceil((top + (element.clientHeight || 600)) / rowHeight()) + BESIDE);
        if (!force && shown === `${first} ${last}`) return;
        shown = `${first} ${last}`;
        const focused = rows.contains(document.activeElement);
        const made = [];
        for (let index = first; index < last; index++) made.push(place(row(index), index));
        if (active < first || active >= last) {
            if (count > active) made.push(place(row(active), active));
        }
        rows.replaceChildren(...made);
        if (focused) find(active)?.focus({ preventScroll: true });
    };
    const place = (made, index) => {
        made.classList.add("row");
        made.style.top = `${index * rowHeight()}px`;
        made.setAttribute("role", rowRole);
        made.setAttribute("aria-rowindex", index + 1 + (head ? 1 : 0));
        made.dataset.index = index;
        made.tabIndex = index === active ? 0 : -1;
        return made;
    };
    const find = index => rows.querySelector(`[data-index="${index}"]`);
    const move = to => {
        active = Math.max(0, Math.min(count - 1, to));
        const top = active * rowHeight();
        const visible = element.clientHeight - rows.offsetTop;
        if (top < element.scrollTop) element.scrollTop = top;
        else if (top + rowHeight() > element.scrollTop + visible) element.scrollTop = top + rowHeight() - visible;
        draw(true);
        find(active)?.focus({ preventScroll: true });
    };
    const page = () => Math.max(1, Math.floor(element.clientHeight / rowHeight()) - 1);
    element.addEventListener("scroll", () => draw());
    rows.addEventListener("focusin", event => {
        const index = event.target.closest("[data-index]")?.dataset.index;
        if (index !== undefined && Number(index) !== active) {
            find(active)?.setAttribute("tabindex", -1);
            active = Number(index);
            find(active).tabIndex = 0;
        }
    });
    rows.addEventListener("keydown", event => {
        const to = {
            ArrowDown: active + 1,
            ArrowUp: active - 1,
            PageDown: active + page(),
            PageUp: active - page(),
            Home: 0,
            End: count - 1,
        }[event.key];
        if (to === undefined) return key?.(event, active);
        event.preventDefault();
        move(to);
    });
    const observer = new ResizeObserver(() => draw(true));
    observer.observe(element);

    return {
        element,
        /** Shows so many rows, drawn anew. */
        show: many => {
            count = Math.min(many, Math.floor(MOST_PIXELS / rowHeight()));
            active = Math.min(active, Math.max(0, count - 1));
            rows.style.height = `${count * rowHeight()}px`;
            element.setAttribute("aria-rowcount", many + (head ? 1 : 0));
            draw(true);
        },
        move,
        active: () => active,
        close: () => observer.disconnect(),
    };
}
