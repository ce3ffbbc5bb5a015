// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Puts the documents of a trace together as a tree of segments and subsegments, and finds what is missing in it. */

/** The rank of an outcome where several flags are set. */
export function outcomeOf(document) {
    const code = document.http?.response?.status;
    if (document.throttle || code === 429) return "throttle";
    if (document.fault || code >= 500) return "fault";
    if (document.error || (code >= 400 && code < 500)) return "error";
    return "ok";
}

/**
 * The roots, all entities by id, and the time that they span. Of documents with the same id the last one counts; what
 * cannot be read as JSON is kept with its text.
 */
export function modelOf(segments) {
    const entities = new Map();
    const unreadable = [];
    for (const { Id, Document } of segments) {
        const document = parsed(Document);
        if (document === undefined) unreadable.push({ id: Id, text: Document });
        else add(document, undefined, entities, Document);
    }
    const roots = [];
    for (const entity of entities.values()) attach(entity, entities, roots);
    const all = [...entities.values()];
    const start = Math.min(...all.map(entity => entity.start).filter(Number.isFinite));
    const end = Math.max(start, ...all.map(entity => entity.end ?? entity.start).filter(Number.isFinite));
    all.forEach(entity => entity.children.sort((one, other) => one.start - other.start));
    roots.sort((one, other) => one.start - other.start);
    all.forEach(entity => {
        entity.self = selfTimes(entity, end);
    });
    markInferred(all);
    return { roots, entities, unreadable, start, end, all };
}

function parsed(text) {
    try {
        const document = JSON.parse(text);
        return document && typeof document === "object" ? document : undefined;
    } catch {
        return undefined;
    }
}

function add(document, parent, entities, text) {
    const isSegment = !parent && document.type !== "subsegment";
    const entity = {
        id: document.id,
        document,
        text,
        parent,
        isSegment,
        children: [],
        name: String(document.name ?? "(no name)"),
        start: Number(document.start_time),
        end: document.end_time === undefined ? undefined : Number(document.end_time),
        outcome: outcomeOf(document),
        independent: !parent,
    };
    entities.set(entity.id ?? Symbol("without id"), entity);
    for (const each of Array.isArray(document.subsegments) ? document.subsegments : []) {
        if (each && typeof each === "object") entity.children.push(add(each, entity, entities));
    }
    return entity;
}

function attach(entity, entities, roots) {
    if (entity.parent) return;
    const above = entities.get(entity.document.parent_id);
    if (above && !isBelow(above, entity)) {
        entity.parent = above;
        above.children.push(entity);
        return;
    }
    entity.orphan = entity.document.parent_id !== undefined;
    roots.push(entity);
}

function isBelow(entity, top) {
    for (let each = entity; each; each = each.parent) if (each === top) return true;
    return false;
}

/** A call to something that sends no segments, or whose inferred segment X-Ray added: shown as one row. */
function markInferred(all) {
    for (const entity of all.filter(each => !each.isSegment)) {
        const called = entity.children.filter(child => child.isSegment);
        const inferred = called.find(child => child.document.inferred);
        if (inferred) entity.children = entity.children.filter(child => child !== inferred);
        if (["remote", "aws"].includes(entity.document.namespace) && called.every(child => child === inferred))
            entity.inferred = inferredName(entity, inferred);
    }
}

function inferredName(entity, segment) {
    const aws = entity.document.aws ?? {};
    return (
        segment?.name ??
        aws.table_name ??
        aws.bucket_name ??
        aws.queue_url?.split("/").at(-1) ??
        aws.topic_arn?.split(":").at(-1) ??
        aws.function_name ??
        entity.name
    );
}

/** When no child was at work: the time that an entity took for itself. */
function selfTimes(entity, traceEnd) {
    const end = entity.end ?? traceEnd;
    const free = [];
    let from = entity.start;
    for (const child of entity.children) {
        if (child.start > from) free.push([from, Math.min(child.start, end)]);
        from = Math.max(from, child.end ?? traceEnd);
    }
    if (from < end) free.push([from, end]);
    return free.filter(([one, other]) => other > one);
}

/** The rows of a timeline; what is below a folded entity is left out. */
export function rowsOf(roots, folded) {
    const rows = [];
    const visit = (entity, depth) => {
        rows.push({ entity, depth });
        if (!folded.has(entity)) entity.children.forEach(child => visit(child, depth + 1));
    };
    roots.forEach(root => visit(root, 0));
    return rows;
}

/** The segment that an entity is part of. */
export function segmentOf(entity) {
    let each = entity;
    while (!each.isSegment && each.parent) each = each.parent;
    return each;
}
