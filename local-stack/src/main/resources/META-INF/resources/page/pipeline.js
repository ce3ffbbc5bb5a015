// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The way of a segment from the socket to X-Ray: counts at each stage, the books, lag, faults and what was refused. */

import { get } from "./api.js";
import { isClosed, stagesOf, total, wholeWay } from "./books.js";
import { h, refill, status as statusOf } from "./dom.js";
import { faults } from "./faults.js";
import { duration, number, rate } from "./format.js";
import { quarantine } from "./quarantine.js";

const RATE_OVER_MILLIS = 8000;
const ASK_MILLIS = 1000;

export function open(page) {
    const verdict = h("section", { class: "card verdict", "aria-label": "Books" });
    const strip = h("section", { class: "strip", "aria-label": "Stages" });
    const shards = h("div", { class: "inside table-scroll" });
    const refused = quarantine();
    const board = faults();
    const before = [];

    const refresh = async () => {
        const pipeline = await get("/api/pipeline");
        const stages = stagesOf(pipeline);
        before.push({ at: Date.now(), main: Object.fromEntries(stages.map(stage => [stage.key, stage.main])) });
        while (before.length > 2 && before[0].at < Date.now() - RATE_OVER_MILLIS) before.shift();
        refill(verdict, verdictOf(stages));
        refill(
            strip,
            apps(stages),
            stages.map(stage => card(stage, rateOf(stage, before))),
        );
        refill(shards, shardTable(pipeline.shards ?? []));
        board.update(pipeline.faults ?? {});
        await refused.update(pipeline);
    };
    const element = h(
        "div",
        { class: "pipeline" },
        h("h1", { class: "unseen" }, "Pipeline"),
        verdict,
        strip,
        h(
            "div",
            { class: "pair" },
            h(
                "section",
                { class: "card", "aria-labelledby": "lag-title" },
                h("header", {}, h("h2", { id: "lag-title" }, "Shard lag")),
                shards,
            ),
            board.element,
        ),
        refused.element,
    );
    let asking = false;
    const ask = () => {
        if (asking || document.hidden || (before.length && !page.isLive())) return;
        asking = true;
        refresh()
            .catch(failure => console.warn(failure))
            .finally(() => {
                asking = false;
            });
    };
    const timer = setInterval(ask, ASK_MILLIS);
    ask();
    return { title: "Pipeline", element, close: () => clearInterval(timer) };
}

function rateOf(stage, before) {
    const first = before[0];
    const last = before.at(-1);
    const seconds = (last.at - first.at) / 1000;
    return seconds > 0 && first.main[stage.key] !== undefined
        ? (last.main[stage.key] - first.main[stage.key]) / seconds
        : undefined;
}

function verdictOf(stages) {
    const way = wholeWay(stages);
    const known = stages.filter(stage => stage.unknown === undefined);
    const open = known.filter(stage => !isClosed(stage));
    const missing = stages.filter(stage => stage.unknown !== undefined);
    const text = open.length
        ? `Books of ${open.map(stage => stage.title).join(" and ")} are being written`
        : missing.length
          ? "Books of all stages that answer are closed"
          : "Books closed at every stage";
    return [
        statusOf(open.length ? "error" : "ok", text),
        way
            ? h(
                  "span",
                  { class: "equation" },
                  `${number(way.taken)} from the sockets${way.added ? ` + ${number(way.added)} split off, made of spans or sent again` : ""} = ${
                      way.parts
                          .filter(([, value]) => value)
                          .map(([name, value]) => `${number(value)} ${name}`)
                          .join(" + ") || "0"
                  }${way.onTheWay > 0 ? ` + ${number(way.onTheWay)} on the way` : way.onTheWay < 0 ? ` − ${number(-way.onTheWay)} that came twice` : ""}`,
              )
            : h("span", { class: "quiet" }, missing.map(stage => `${stage.title}: ${stage.unknown}`).join("; ")),
    ];
}

const apps = stages =>
    h(
        "article",
        { class: "card stage" },
        h("h2", {}, "Applications"),
        h("p", { class: "quiet" }, "X-Ray SDKs and OpenTelemetry send to this node's forwarder"),
        h(
            "dl",
            { class: "sum" },
            h("dt", {}, "UDP 2000"),
            h("dd", {}, "segments"),
            h("dt", {}, "TCP 2000"),
            h("dd", {}, "sampling rules"),
            h("dt", {}, "TCP 4317, 4318"),
            h("dd", {}, "spans"),
        ),
        stages[0].unknown !== undefined && h("p", { class: "quiet" }, "Counted by the forwarder."),
    );

function card(stage, perSecond) {
    if (stage.unknown !== undefined)
        return h(
            "article",
            { class: "card stage" },
            h("h2", {}, stage.title),
            h("p", { class: "quiet" }, `No counts: ${stage.unknown}`),
        );
    const closed = isClosed(stage);
    return h(
        "article",
        { class: "card stage", "data-stage": stage.key },
        h("h2", {}, stage.title, h("span", { class: "quiet number" }, perSecond === undefined ? "" : rate(perSecond))),
        h("p", { class: "count" }, number(stage.main)),
        h("p", { class: "quiet" }, stage.note),
        h("dl", { class: "sum" }, stage.into.filter(([, value], index) => value || index === 0).map(line)),
        h(
            "dl",
            { class: "sum" },
            stage.out.filter(([, value], index) => value || index === 0).map(each => line(each, stage.lost)),
        ),
        statusOf(
            closed ? "ok closed" : "error closed",
            closed
                ? `${number(total(stage.into))} = ${number(total(stage.out))}`
                : `${number(total(stage.into))} ≠ ${number(total(stage.out))}`,
        ),
        stage.extra?.some(([, value]) => value) &&
            h(
                "dl",
                { class: "sum" },
                stage.extra.filter(([, value]) => value).map(each => line(each, new Set())),
            ),
    );
}

function line([name, value, reasons], lost = new Set()) {
    const bad = lost.has?.(name) && value > 0;
    return [
        h("dt", {}, name),
        h("dd", { class: bad ? "lost" : "" }, number(value)),
        Object.entries(reasons ?? {}).map(([reason, many]) => [
            h("dt", { class: "reason" }, breakable(reason)),
            h("dd", { class: "reason" }, number(many)),
        ]),
    ];
}

/** A long code may go on in the next line after an underscore. */
const breakable = code => code.split(/(?<=_)/).flatMap(part => [part, h("wbr")]);

function shardTable(shards) {
    if (!shards.length) return h("p", { class: "quiet" }, "No function reads a stream.");
    return h(
        "table",
        {},
        h(
            "thead",
            {},
            h(
                "tr",
                {},
                h("th", { scope: "col" }, "Stream"),
                h("th", { scope: "col" }, "Shard"),
                h("th", { scope: "col", class: "number" }, "Unfinished"),
                h("th", { scope: "col", class: "number" }, "Behind"),
            ),
        ),
        h(
            "tbody",
            {},
            shards.map(each =>
                h(
                    "tr",
                    {},
                    h("td", {}, each.stream),
                    h("td", {}, each.shard.replace(/^shardId-0*(?=\d)/, "")),
                    h("td", { class: "number" }, number(each.recordsUnfinished)),
                    h("td", { class: "number" }, each.millisBehind ? duration(each.millisBehind / 1000) : "0"),
                ),
            ),
        ),
    );
}
