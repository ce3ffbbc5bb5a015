// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Makes elements. Text is always text: nothing that a document holds is ever read as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. `on…` are listeners, `style` is an object, true and false set or leave out an attribute. */
export const h = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** An SVG element. */
export const s = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

function fill(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else if (key === "style") Object.entries(value).forEach(([name, each]) => element.style.setProperty(name, each));
        else if (key === "value") element.value = value;
        else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat(9).filter(child => child !== null && child !== undefined && child !== false));
    return element;
}

/** Replaces what is in `parent` and leaves the focus where it was: `data-key` says which elements are the same. */
export function refill(parent, ...children) {
    const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    parent.replaceChildren(...children.flat(9).filter(Boolean));
    if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** What to say where there is nothing to show, and what to do about it. */
export const empty = (title, advice, command) =>
    h("div", { class: "empty" }, h("h2", {}, title), h("p", {}, advice), command && h("pre", {}, command));

/** A status in words and colour. */
export const status = (kind, text = kind) => h("span", { class: `status ${kind}` }, text);

/** Said to screen readers. */
export const announce = text => {
    document.getElementById("announce").textContent = text;
};

/** A button that copies, and says that it did. */
export function copyButton(label, text) {
    const button = h(
        "button",
        {
            type: "button",
            onclick: async () => {
                await copy(text());
                button.textContent = "Copied";
                setTimeout(() => {
                    button.textContent = label;
                }, 1500);
            },
        },
        label,
    );
    return button;
}

async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = h("textarea", { value: text, class: "unseen" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
}

/** Offers a text as a file. */
export function download(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    h("a", { href: url, download: name }).click();
    URL.revokeObjectURL(url);
}
