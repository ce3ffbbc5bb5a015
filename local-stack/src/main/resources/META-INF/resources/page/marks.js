// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What Raygate changed between the socket and X-Ray. `/api/sent` tells what applications sent, what a span is translated to,
 * and what validation repairs; whatever else differs from X-Ray's document was redacted or added. Without that answer only
 * what the gateway marks itself can be told.
 */

import { differences } from "./differences.js";

/** From what a reader must know to what is routine. */
const KINDS = ["redacted", "repaired", "trimmed", "split", "changed", "indexed", "translated", "added"];

/** What is too large is told by a mark in the document itself. */
const TOLD_BY_THE_DOCUMENT = "TRIMMED_OVERSIZE";

const rank = mark => KINDS.indexOf(mark.kind);

/** The marks of each entity of a trace that has any, the most notable first; `sent` is the answer of /api/sent. */
export function marksOf(model, sent) {
    const origins = new Map();
    const repairs = new Map();
    for (const each of sent?.documents ?? []) note(each, origins, repairs);
    const marks = new Map();
    for (const entity of model.all) {
        const origin = origins.get(entity.id);
        const found = [
            ...trimmed(entity.document),
            ...(repairs.get(entity.id) ?? []),
            ...(origin ? [...differences(origin.document, entity.document), ...translated(origin), ...split(entity, origin)] : []),
        ];
        if (found.length)
            marks.set(
                entity,
                found.sort((one, other) => rank(one) - rank(other)),
            );
    }
    return marks;
}

/** What a chip says of an entity: the most notable mark, and how many other kinds there are. */
export function summaryOf(marks) {
    const kinds = new Set(marks.map(mark => mark.kind));
    const [first] = kinds;
    return kinds.size > 1 ? `${first} +${kinds.size - 1}` : first;
}

function note({ document, span, repaired, repairs: applied }, origins, repairs) {
    const original = parsed(document);
    collect(original, span, origins);
    for (const text of repaired ?? []) collect(parsed(text), span, origins);
    for (const each of (applied ?? []).filter(({ repair }) => repair !== TOLD_BY_THE_DOCUMENT)) {
        const at = placeOf(original, each.pointer);
        for (const id of at ? [at.id] : (repaired ?? []).map(text => parsed(text)?.id))
            repairs.set(id, [...(repairs.get(id) ?? []), repairMark(each, at?.path ?? "")]);
    }
}

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** Notes each entity of a document by its id; what validation makes of it takes the place of what was sent. */
function collect(document, span, origins, embedded = false) {
    if (Array.isArray(document)) return document.forEach(each => collect(each, span, origins));
    if (document === null || typeof document !== "object") return;
    if (document.id)
        origins.set(document.id, { document, span, embedded: embedded || Boolean(origins.get(document.id)?.embedded) });
    for (const each of Array.isArray(document.subsegments) ? document.subsegments : [])
        collect(each, undefined, origins, true);
}

/** The entity that a JSON pointer leads into, and the path within it; undefined where that has no id. */
function placeOf(document, pointer) {
    const keys = pointer
        .split("/")
        .slice(1)
        .map(key => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    let at = document;
    let entity = document;
    let from = 0;
    keys.forEach((key, index) => {
        at = at?.[key];
        const isItem = Array.isArray(document) && index === 0;
        const isSubsegment = keys[index - 1] === "subsegments" && index - 1 === from;
        if (isItem || isSubsegment) [entity, from] = [at, index + 1];
    });
    return entity?.id && { id: entity.id, path: keys.slice(from).join(".") };
}

function repairMark({ repair, before, after }, path) {
    const what = repair.toLowerCase().replaceAll("_", " ");
    const change = [before && `was ${before}`, after && `is ${after}`].filter(Boolean).join(", ");
    const kind = repair === "SPLIT_OVERSIZE" ? "split" : "repaired";
    return { kind, path, text: [what, [path, change].filter(Boolean).join(" ")].filter(Boolean).join(": ") };
}

/** Trimming leaves a mark in the metadata. */
function trimmed(document) {
    const parts = document.metadata?.raygate?.trimmed;
    return parts
        ? [
              {
                  kind: "trimmed",
                  path: "metadata.raygate",
                  text: `too large for X-Ray, shortened: ${[].concat(parts).join(", ")}`,
              },
          ]
        : [];
}

function translated({ span }) {
    if (!span) return [];
    const from = `the ${span.kind} span “${span.name}”`;
    return span.service
        ? [
              {
                  kind: "split",
                  path: "",
                  text: `${from} became two documents: this segment for its service, and a subsegment for the call`,
              },
          ]
        : [{ kind: "translated", path: "", text: `made of ${from}` }];
}

const split = (entity, origin) =>
    origin.embedded && entity.independent && !entity.isSegment
        ? [{ kind: "split", path: "", text: "was part of a segment too large for X-Ray, and came by itself" }]
        : [];
