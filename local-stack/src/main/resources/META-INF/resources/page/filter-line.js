// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The line for a filter expression: completes it, and points to the place of an error. */

import { complete } from "./completion.js";
import { h } from "./dom.js";

let lines = 0;

/** `known()` is what completion offers; `submit(text)` takes the filter. */
export function filterLine({ text, known, submit, id = "filter", label = "Filter expression" }) {
    const list = `suggestions-${lines++}`;
    const input = h("input", {
        id,
        type: "text",
        value: text,
        placeholder: 'All traces. For example: service("checkout") { fault }',
        "aria-label": label,
        autocomplete: "off",
        spellcheck: "false",
        autocapitalize: "none",
        role: "combobox",
        "aria-expanded": "false",
        "aria-controls": list,
        "aria-autocomplete": "list",
    });
    const suggestions = h("ul", { class: "suggestions", id: list, role: "listbox", "aria-label": "Suggestions", hidden: true });
    const error = h("div", { class: "filter-error", role: "alert", hidden: true });
    let offered = [];
    let chosen = -1;

    const close = () => {
        suggestions.hidden = true;
        chosen = -1;
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
    };
    const offer = () => {
        offered = complete(input.value, input.selectionStart, known());
        chosen = -1;
        input.removeAttribute("aria-activedescendant");
        suggestions.replaceChildren(
            ...offered.map((each, index) =>
                h(
                    "li",
                    {
                        role: "option",
                        id: `${list}-${index}`,
                        "aria-selected": "false",
                        onpointerdown: event => {
                            event.preventDefault();
                            take(index);
                        },
                    },
                    h("code", {}, each.text),
                    h("span", { class: "quiet" }, each.note),
                ),
            ),
        );
        suggestions.hidden = offered.length === 0;
        input.setAttribute("aria-expanded", String(offered.length > 0));
    };
    const move = by => {
        if (suggestions.hidden) return offer();
        chosen = (chosen + by + offered.length + (chosen < 0 && by < 0 ? 1 : 0)) % offered.length;
        [...suggestions.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === chosen)));
        suggestions.children[chosen]?.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", `${list}-${chosen}`);
    };
    const take = index => {
        const { text: chosenText, from, to, back } = offered[index];
        const space = back || /[.(]$/.test(chosenText) ? "" : " ";
        input.setRangeText(chosenText + space, from, to, "end");
        const caret = from + chosenText.length + space.length - back;
        input.setSelectionRange(caret, caret);
        offer();
    };
    const send = () => {
        close();
        submit(input.value.trim());
    };
    input.addEventListener("input", () => {
        clear();
        offer();
    });
    input.addEventListener("click", offer);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", event => {
        const taken = {
            ArrowDown: () => move(1),
            ArrowUp: () => move(-1),
            Escape: close,
            Enter: () => (chosen >= 0 && !suggestions.hidden ? take(chosen) : send()),
            Tab: () => (chosen >= 0 ? take(chosen) : undefined),
        }[event.key];
        if (!taken || (event.key === "Tab" && chosen < 0)) return;
        event.preventDefault();
        taken();
    });
    const clear = () => {
        error.hidden = true;
        input.removeAttribute("aria-invalid");
    };

    return {
        element: h("div", { class: "filter-box" }, input, suggestions),
        error,
        text: () => input.value.trim(),
        set: replacement => {
            input.value = replacement;
            clear();
            close();
        },
        /** Shows why the filter was refused, with a mark below the place where one is known. */
        refuse: ({ message, position }) => {
            error.replaceChildren(message, position ? pointed(input.value, position) : "");
            error.hidden = false;
            input.setAttribute("aria-invalid", "true");
        },
        accept: clear,
        send,
    };
}

function pointed(text, position) {
    const at = Math.min(position - 1, text.length);
    return h("pre", {}, text.slice(0, at), h("mark", {}, text.slice(at, at + 1) || " "), text.slice(at + 1));
}
