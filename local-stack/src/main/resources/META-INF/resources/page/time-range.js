// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The time that a view looks at, kept in its URL: `range=15m`, or `from` and `to` in seconds since the epoch. */

export const RANGES = {
    "5m": ["5 minutes", 300],
    "15m": ["15 minutes", 900],
    "1h": ["1 hour", 3600],
    "3h": ["3 hours", 10_800],
    "6h": ["6 hours", 21_600],
};
const DEFAULT = "15m";

/** `name` is empty for a fixed range. */
export function rangeOf(parameters, now = Date.now() / 1000) {
    const from = Number(parameters.get("from"));
    const to = Number(parameters.get("to"));
    if (from > 0 && to > from) return { name: "", from, to, seconds: to - from };
    const name = RANGES[parameters.get("range")] ? parameters.get("range") : DEFAULT;
    const seconds = RANGES[name][1];
    return { name, from: Math.floor(now - seconds), to: Math.ceil(now + 1), seconds };
}

/** As X-Ray wants it. */
export const window = range => ({ StartTime: range.from, EndTime: range.to });

/** Sets a range, whole or by its name, in parameters of a URL. */
export function setRange(parameters, name) {
    ["from", "to", "range"].forEach(key => parameters.delete(key));
    if (name !== DEFAULT) parameters.set("range", name);
    return parameters;
}
