// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Which traces the map is made of: those of a group, those of a filter, or all. Both are kept in the URL. */

import { get, xray } from "./api.js";
import { h } from "./dom.js";
import { filterLine } from "./filter-line.js";
import { and, quote } from "./filter-text.js";
import { window } from "./time-range.js";

/** What the URL chooses, as `group`, `filter`, and `scope`: both of them as one filter. */
export function chosenOf(parameters) {
    const group = parameters.get("group") ?? "";
    const filter = parameters.get("filter") ?? "";
    return { group, filter, scope: and(group && `group.name = ${quote(group)}`, filter) };
}

/** The services of the map. X-Ray's own operation knows groups, but no filters. */
export async function services({ group, filter, scope }, range) {
    if (!filter) return (await xray("ServiceGraph", { ...window(range), GroupName: group || undefined })).Services;
    const query = new URLSearchParams({ from: range.from, to: range.to, filter: scope });
    return (await get(`/api/map?${query}`)).Services;
}

/** The controls; `known()` is what completion offers. */
export function mapChoice(page, known) {
    const go = changes => {
        const parameters = page.parameters();
        for (const [key, value] of Object.entries(changes)) {
            if (value) parameters.set(key, value);
            else parameters.delete(key);
        }
        page.go(parameters.size ? `/?${parameters}` : "/");
    };
    const groups = h("select", {
        "aria-label": "Group of traces",
        "data-key": "group",
        onchange: event => go({ group: event.target.value }),
    });
    const line = filterLine({
        text: chosenOf(page.parameters()).filter,
        known,
        submit: filter => go({ filter }),
        label: "Filter expression for the map",
    });
    const clear = h("button", { type: "button", "data-key": "clear", onclick: () => go({ filter: "", group: "" }) }, "Clear");
    const show = names => {
        const { group, filter } = chosenOf(page.parameters());
        const all = names.includes(group) || !group ? names : [...names, group];
        groups.replaceChildren(
            h("option", { value: "" }, "All traces"),
            ...all.filter(name => name !== "Default").map(name => h("option", { value: name }, `Group ${name}`)),
        );
        groups.value = group;
        groups.hidden = groups.options.length < 2;
        clear.hidden = !group && !filter;
    };
    const update = async () => {
        line.set(chosenOf(page.parameters()).filter);
        show([]);
        show((await xray("Groups", {})).Groups.map(group => group.GroupName));
    };
    const element = h(
        "form",
        {
            class: "map-choice",
            role: "search",
            "aria-label": "Choose the traces of the map",
            onsubmit: event => {
                event.preventDefault();
                line.send();
            },
        },
        h("div", { class: "filter-line" }, groups, line.element, h("button", { type: "submit" }, "Filter"), clear),
        line.error,
    );
    return { element, update, refuse: line.refuse, accept: line.accept };
}
