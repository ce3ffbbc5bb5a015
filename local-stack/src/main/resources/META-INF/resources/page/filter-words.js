// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The words of X-Ray's filter language, by what a condition looks at: the trace, or what stands before the braces. */

export const NUMBER_OPERATORS = ["=", "!=", "<", "<=", ">", ">="];
export const STRING_OPERATORS = ["=", "!=", "CONTAINS", "BEGINSWITH", "ENDSWITH"];

const flag = (text, note = "") => ({ text, note, operators: [] });
const quantity = (text, note = "") => ({ text, note, operators: NUMBER_OPERATORS });
const string = (text, note = "") => ({ text, note, operators: STRING_OPERATORS });

const OUTCOMES = [flag("ok", "no error or fault"), flag("error", "4xx"), flag("throttle", "429"), flag("fault", "5xx")];
const STATES = [flag("partial", "something is missing"), flag("inferred", "does not send segments itself")];
const TIMES = [quantity("responsetime", "in seconds"), quantity("duration", "in seconds")];
const REQUEST = [
    quantity("http.status"),
    string("http.url"),
    string("http.method"),
    string("http.useragent"),
    string("http.clientip"),
];
const FACTS = [string("user"), string("availabilityzone"), string("instance.id"), string("resource.arn")];
const SERVICE = [string("name", "of the service"), string("type", "of the service")];
const PLACE = [flag("first", "in the path"), flag("last", "in the path"), quantity("index", "in the path, from 0")];
const REQUESTS = [...OUTCOMES, ...STATES, ...TIMES, ...REQUEST, ...FACTS];

export const WORDS = {
    trace: REQUESTS,
    service: [...REQUESTS, flag("root", "where the trace begins"), ...SERVICE],
    edge: REQUESTS,
    "rootcause.service": [...PLACE, ...SERVICE, flag("inferred", "does not send segments itself")],
    "rootcause.entity": [...PLACE, string("name"), flag("remote", "a call"), quantity("coverage", "of the root's time, 0 to 1")],
    "rootcause.exception": [...PLACE, string("name"), string("message")],
};

/** What a condition on the trace can begin with; `back` is by how much the caret moves back into it. */
export const SELECTORS = [
    { text: 'service("")', note: "took part", back: 2 },
    { text: 'edge("", "")', note: "one called the other", back: 6 },
    { text: "annotation.", note: "indexed by your code", back: 0 },
    { text: "rootcause.fault.service { }", note: "where faults begin", back: 2 },
    { text: "rootcause.error.service { }", note: "where errors begin", back: 2 },
    { text: "rootcause.responsetime.entity { }", note: "what takes the time", back: 2 },
    { text: 'group.name = ""', note: "a stored filter", back: 1 },
];

const OPENS = /(?:\b(service|edge)\s*(?:\([^)]*\))?|\brootcause\.\w+\.(service|entity|exception))\s*$/i;

/** What a condition looks at that stands behind this text: a key of WORDS. */
export function scopeOf(before) {
    const text = before.replace(/"(?:[^"\\]|\\.)*"?/g, '""');
    const open = [];
    for (let at = 0; at < text.length; at++) {
        if (text[at] === "{") {
            const [, selector, cause] = OPENS.exec(text.slice(0, at)) ?? [];
            open.push(cause ? `rootcause.${cause.toLowerCase()}` : (selector?.toLowerCase() ?? "trace"));
        } else if (text[at] === "}") open.pop();
    }
    return open.at(-1) ?? "trace";
}
