// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import { h } from "./dom.js";
import { filterOf, shown } from "./field-filter.js";
import { count, number, share } from "./format.js";

const SHOWN_VALUES = 12;
const EXAMPLES = ["fault", "responsetime > 0.1", "http.status >= 400", "service() { fault }", "!ok"];

/** The values of one field, each a condition that can be added. */
export function field(of, values, { total, opened, refine }) {
    if (!values.length) return null;
    const details = h(
        "details",
        { open: opened.has(of.name), ontoggle: event => opened[event.target.open ? "add" : "delete"](of.name) },
        h("summary", { "data-key": `field ${of.name}` }, of.name, " ", h("span", { class: "quiet" }, number(values.length))),
        h(
            "ul",
            {},
            values.slice(0, SHOWN_VALUES).map(([value, many]) =>
                h(
                    "li",
                    {},
                    h(
                        "button",
                        {
                            type: "button",
                            title: filterOf(of, value),
                            "data-key": `refine ${of.name} ${value}`,
                            onclick: () => refine(filterOf(of, value)),
                        },
                        h("span", { class: "text" }, shown(of, value)),
                        h("span", { class: "quiet number" }, share(many / total)),
                        h("i", { class: "meter", style: { width: `${(many / total) * 90}%` } }),
                    ),
                ),
            ),
        ),
        values.length > SHOWN_VALUES && h("p", { class: "quiet" }, `and ${count(values.length - SHOWN_VALUES, "more value")}`),
    );
    return details;
}

export const filterHelp = refine =>
    h(
        "p",
        { class: "filter-help" },
        "Try",
        EXAMPLES.map(example => h("button", { type: "button", class: "plain mono", onclick: () => refine(example) }, example)),
    );
