// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Everything that a segment or subsegment says. */

import { copyButton, download, h, status } from "./dom.js";
import { clock, duration } from "./format.js";
import { segmentOf } from "./trace-model.js";

/** Members with a section of their own; all others are in the last section, so that nothing is left out. */
const KNOWN = new Set([
    "id",
    "name",
    "start_time",
    "end_time",
    "trace_id",
    "parent_id",
    "type",
    "subsegments",
    "http",
    "aws",
    "sql",
    "annotations",
    "metadata",
    "cause",
    "links",
    "service",
    "user",
    "origin",
    "namespace",
    "in_progress",
    "inferred",
    "fault",
    "error",
    "throttle",
]);

export function detail(entity, model, marks) {
    const { document } = entity;
    const text = JSON.stringify(document, null, 2);
    const sections = [
        section("Overview", facts(overview(entity, model))),
        marks.length > 0 &&
            section(
                "Changed by Raygate",
                h(
                    "ul",
                    { class: "changes" },
                    marks.map(mark => h("li", {}, h("span", { class: `chip mark ${mark.kind}` }, mark.kind), " ", mark.text)),
                ),
            ),
        document.cause && section("Exceptions", exceptions(document.cause)),
        document.http && section("HTTP", facts(flat(document.http), at(marks, "http"))),
        document.sql && section("SQL", sql(document.sql)),
        document.annotations && section("Annotations", facts(flat(document.annotations), at(marks, "annotations"))),
        document.metadata && section("Metadata", tree(document.metadata, at(marks, "metadata"))),
        document.aws && section("AWS", facts(flat(document.aws), at(marks, "aws"))),
        document.service && section("Program", facts(flat(document.service))),
        Array.isArray(document.links) && section("Links", linksOf(document.links)),
        others(document) && section("Other members", tree(others(document))),
        section(
            "Raw JSON",
            h("details", {}, h("summary", {}, "Show"), h("pre", {}, text)),
            h(
                "div",
                { class: "buttons" },
                copyButton("Copy JSON", () => text),
                h("button", { type: "button", onclick: () => download(`${entity.id}.json`, text) }, "Download"),
            ),
        ),
    ];
    return [h("header", {}, h("h2", {}, entity.name), status(entity.outcome)), h("div", { class: "inside" }, sections)];
}

const section = (title, ...content) => h("section", {}, h("h3", {}, title), content);

function overview(entity, model) {
    const { document } = entity;
    const own = entity.self.reduce((sum, [from, to]) => sum + to - from, 0);
    return [
        ["Kind", entity.isSegment ? "Segment" : entity.independent ? "Subsegment, sent by itself" : "Subsegment"],
        ["Service", segmentOf(entity).name],
        ["Id", document.id],
        ["Parent", entity.orphan ? `${document.parent_id}, which has not arrived` : (document.parent_id ?? entity.parent?.id)],
        ["Type", document.origin ?? document.namespace],
        entity.inferred && ["Calls", `${entity.inferred}, which sends no segments`],
        ["User", document.user],
        ["Started", `${clock(entity.start)}, ${duration(entity.start - model.start)} into the trace`],
        ["Took", entity.end === undefined ? "still in progress" : duration(entity.end - entity.start)],
        entity.children.length > 0 && ["Own time", `${duration(own)}, with nothing that it called at work`],
    ].filter(Boolean);
}

const facts = (entries, mark = () => undefined) =>
    h(
        "dl",
        { class: "facts" },
        entries
            .filter(([, value]) => value !== undefined && value !== null && value !== "")
            .map(([key, value]) => [
                h("dt", {}, key),
                h(
                    "dd",
                    { class: mark(key) ? "changed" : "", title: titleOf(mark(key)) },
                    String(value),
                ),
            ]),
    );

/** The mark of a value, by its path below a member of the document. */
const at = (marks, member) => path => marks.find(mark => mark.path === `${member}.${path}`);

const titleOf = mark => mark && `${mark.kind} by Raygate: ${mark.text}`;

/** One line for each value, named by its path. */
function flat(of, path = "") {
    if (of === null || typeof of !== "object") return [[path, of]];
    return Object.entries(of).flatMap(([key, value]) => flat(value, path ? `${path}.${key}` : key));
}

function sql({ sanitized_query: query, ...rest }) {
    return [query && h("pre", {}, query), facts(flat(rest))];
}

function exceptions(cause) {
    if (typeof cause === "string")
        return h("p", {}, "The exception is described by the subsegment with the exception id ", h("code", {}, cause));
    return [
        cause.working_directory && facts([["Directory", cause.working_directory]]),
        (cause.exceptions ?? []).map(exception =>
            h(
                "div",
                { class: "exception" },
                h("strong", {}, exception.type ?? "Exception"),
                exception.remote ? h("span", { class: "chip" }, "remote") : "",
                h("p", {}, exception.message ?? ""),
                exception.stack?.length > 0 &&
                    h(
                        "details",
                        { open: true },
                        h("summary", {}, `Stack of ${exception.stack.length + (exception.truncated ?? 0)}`),
                        h(
                            "ol",
                            { class: "frames" },
                            exception.stack.map(frame =>
                                h(
                                    "li",
                                    {},
                                    frame.label ?? "?",
                                    h(
                                        "span",
                                        { class: "quiet" },
                                        ` ${[frame.path, frame.line].filter(part => part !== undefined && part !== "").join(":")}`,
                                    ),
                                ),
                            ),
                        ),
                        exception.truncated > 0 && h("p", { class: "quiet" }, `${exception.truncated} frames were left out`),
                    ),
            ),
        ),
    ];
}

const linksOf = links =>
    h(
        "ul",
        {},
        links.map(link => {
            const id = link?.trace_id;
            return h(
                "li",
                {},
                id ? h("a", { href: `/traces/${id}` }, id) : "?",
                h("span", { class: "quiet" }, ` ${link?.attributes ? JSON.stringify(link.attributes) : ""}`),
            );
        }),
    );

function others(document) {
    const left = Object.entries(document).filter(([key]) => !KNOWN.has(key));
    return left.length ? Object.fromEntries(left) : undefined;
}

function tree(of, mark = () => undefined) {
    const leaf = (value, path) =>
        h(
            "span",
            { class: mark(path) ? "changed" : "", title: titleOf(mark(path)) },
            typeof value === "string" ? value : JSON.stringify(value),
        );
    const branch = (value, path) =>
        value !== null && typeof value === "object"
            ? h(
                  "ul",
                  {},
                  Object.entries(value).map(([key, each]) =>
                      h("li", {}, h("span", { class: "key" }, `${key}: `), branch(each, path ? `${path}.${key}` : key)),
                  ),
              )
            : leaf(value, path);
    return h("div", { class: "tree" }, branch(of, ""));
}
