// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Writes X-Ray filter expressions: what somebody picks on the page can be pasted into any other client. */

export const quote = text => `"${String(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

const id = service => `id(name: ${quote(service.Name)}${service.Type ? `, type: ${quote(service.Type)}` : ""})`;

/** Traces that a service took part in; a client is known by whom it calls. */
export const ofNode = service => `service(${id(service)})`;

/** Traces with a call from one service to another. */
export const ofEdge = (from, to) => `edge(${id(from)}, ${id(to)})`;

/** Narrows `service(…)` or `edge(…)` to an outcome or a range of times. */
export const within = (selector, condition) => (condition ? `${selector} { ${condition} }` : selector);

export const annotation = key => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `annotation.${key}` : `annotation[${key}]`);

export const value = of => (typeof of === "string" ? quote(of) : String(of));

/** Seconds with as many digits as X-Ray keeps. */
export const seconds = of => String(Number(of.toFixed(of < 0.01 ? 6 : 3)));

export const between = (keyword, from, to) => `${keyword} >= ${seconds(from)} AND ${keyword} <= ${seconds(to)}`;

/** Both of them; an OR on the outside is put in brackets. */
export function and(one, other) {
    const parts = [one, other].map(part => (part ?? "").trim()).filter(Boolean);
    if (parts.length < 2) return parts[0] ?? "";
    return parts.map(part => (/ OR /i.test(part) ? `(${part})` : part)).join(" AND ");
}

/** Where the traces of a filter are, at the same time. */
export function link(filter, parameters = new URLSearchParams()) {
    const wanted = new URLSearchParams();
    for (const key of ["range", "from", "to"]) if (parameters.get(key)) wanted.set(key, parameters.get(key));
    if (filter) wanted.set("filter", filter);
    const query = wanted.toString();
    return query ? `/traces?${query}` : "/traces";
}
