// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** What redaction and enrichment did to a document, told by its members before and after. */

const WITHIN = new Set(["subsegments"]);

/** What a subsegment gets when it comes by itself. */
const WHOLE = new Set(["parent_id", "trace_id", "type"]);
const DIGEST = /^hmac:[0-9a-f]{32}$/;

/** Marks with their `kind`, the `path` of the member, and a `text` for a reader. */
export function differences(before, after) {
    const found = changes(before, after, "");
    const indexed = found.filter(change => change.kind === "added" && taken(change, found));
    return found
        .filter(change => !indexed.some(each => change === each || change === taken(each, found)))
        .concat(
            indexed.map(({ path }) => ({
                kind: "indexed",
                path,
                text: `${path} can be searched: an annotation by the tenant's policy`,
            })),
        )
        .map(({ kind, path, text }) => ({ kind, path, text }));
}

/** An attribute of a span that a policy makes an annotation was metadata before. */
const taken = ({ path, value }, all) =>
    path.startsWith("annotations.")
        ? all.find(
              each =>
                  each.kind === "redacted" &&
                  each.path === path.replace("annotations.", "metadata.default.") &&
                  JSON.stringify(each.value) === JSON.stringify(value),
          )
        : undefined;

function changes(before, after, path) {
    const found = [];
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
        if (!path && (WITHIN.has(key) || (WHOLE.has(key) && !(key in before)))) continue;
        const here = path ? `${path}.${key}` : key;
        found.push(...change(before[key], after[key], here));
    }
    return found;
}

function change(old, now, path) {
    if (isObject(old) && (isObject(now) || now === undefined)) return changes(old, now ?? {}, path);
    if (isObject(now) && old === undefined) return changes({}, now, path);
    if (now === undefined) return [{ kind: "redacted", path, value: old, text: `${path} was taken out` }];
    if (old === undefined) return [{ kind: "added", path, value: now, text: `${path} = ${short(now)}` }];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return [changed(old, now, path)];
}

function changed(old, now, path) {
    if (DIGEST.test(now)) return { kind: "redacted", path, text: `${path} was replaced by a digest` };
    if (typeof old === "string" && typeof now === "string" && old.startsWith(now.replace(/…$/, "")))
        return { kind: "redacted", path, text: `${path} was cut to ${now.length} characters` };
    return { kind: "changed", path, text: `${path} was ${short(old)}, is ${short(now)}` };
}

const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
const short = value => {
    const text = JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
