// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What Raygate changed between the socket and X-Ray: the documents as the stream has them, compared with the documents as
 * they arrived. `sent` is the answer of /api/sent: `{ documents: [text] }`; without it only what the gateway marks itself
 * can be told.
 */
export function marksOf(model, sent) {
    const marks = new Map();
    const originals = new Map();
    for (const text of sent?.documents ?? []) collect(parsed(text), originals);
    for (const entity of model.all) {
        const original = originals.get(entity.id);
        const found = [
            ...ownMarks(entity.document),
            ...(original ? differences(original.document, entity.document) : []),
            ...splitMark(entity, original),
        ];
        if (found.length) marks.set(entity, found);
    }
    return marks;
}

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function collect(document, originals, embedded = false) {
    if (Array.isArray(document)) return document.forEach(each => collect(each, originals));
    if (document === null || typeof document !== "object") return;
    if (document.id) originals.set(document.id, { document, embedded });
    for (const each of Array.isArray(document.subsegments) ? document.subsegments : []) collect(each, originals, true);
}

/** Trimming leaves a mark in the metadata. */
function ownMarks(document) {
    const trimmed = document.metadata?.raygate?.trimmed;
    return trimmed
        ? [
              {
                  kind: "trimmed",
                  path: "metadata.raygate",
                  text: `too large for X-Ray, shortened: ${[].concat(trimmed).join(", ")}`,
              },
          ]
        : [];
}

const splitMark = (entity, original) =>
    original?.embedded && entity.independent && !entity.isSegment
        ? [{ kind: "split", path: "", text: "was part of a segment too large for X-Ray, and came by itself" }]
        : [];

const WITHIN = new Set(["subsegments"]);
const WHOLE = new Set(["parent_id", "trace_id", "type"]);

function differences(before, after, path = "") {
    const found = [];
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
        if (!path && (WITHIN.has(key) || (WHOLE.has(key) && !(key in before)))) continue;
        const here = path ? `${path}.${key}` : key;
        const [old, now] = [before[key], after[key]];
        if (now === undefined) found.push({ kind: "redacted", path: here, text: `${here} was taken out` });
        else if (old === undefined)
            found.push(
                ...leaves(now, here).map(([place, value]) => ({ kind: "added", path: place, text: `${place} = ${value}` })),
            );
        else if (isObject(old) && isObject(now)) found.push(...differences(old, now, here));
        else if (JSON.stringify(old) !== JSON.stringify(now))
            found.push({ kind: "changed", path: here, text: `${here} was ${short(old)}, is ${short(now)}` });
    }
    return found;
}

const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
const leaves = (value, path) =>
    isObject(value) ? Object.entries(value).flatMap(([key, each]) => leaves(each, `${path}.${key}`)) : [[path, short(value)]];
const short = value => {
    const text = JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
