// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Documents that were refused: why, where in the document, what to do, and sending them again. */

import { get, post } from "./api.js";
import { copyButton, empty, h, refill } from "./dom.js";
import { bytes, clock, count, number } from "./format.js";

const QUEUES = { "raygate-quarantine": "Quarantine", "raygate-parked": "Parked", "raygate-held": "Held" };
const SHOWN = 25;

export function quarantine() {
    const list = h("div", { class: "inside" });
    const run = h("span", { class: "quiet", role: "status" });
    const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Queues" });
    const send = h(
        "button",
        {
            type: "button",
            class: "main",
            "data-key": "send",
            onclick: async () => {
                send.disabled = true;
                run.textContent = "Sending again…";
                await post(`/api/redrive?queue=${queue}`, {}).catch(failure => {
                    run.textContent = failure.message;
                });
            },
        },
        "Send again",
    );
    let queue = "raygate-quarantine";
    let shown = "";
    let last;
    let remedies;
    const opened = new Set();

    const element = h(
        "section",
        { class: "card", "aria-labelledby": "quarantine-title" },
        h("header", {}, h("h2", { id: "quarantine-title" }, "Refused documents"), tabs, run, send),
        list,
    );

    const update = async pipeline => {
        last = pipeline;
        const { queues = {}, redrive = {} } = pipeline;
        refill(
            tabs,
            Object.entries(QUEUES).map(([name, title]) =>
                h(
                    "button",
                    {
                        type: "button",
                        role: "tab",
                        "data-key": name,
                        "aria-selected": String(name === queue),
                        onclick: () => {
                            queue = name;
                            shown = "";
                            update(last);
                        },
                    },
                    `${title} ${number(queues[name]?.waiting ?? 0)}`,
                ),
            ),
        );
        const busy = redrive.state === "running" || redrive.state === "starting";
        send.disabled = busy || !queues[queue]?.waiting || queue === "raygate-parked";
        send.title =
            queue === "raygate-parked"
                ? "Parked documents were refused twice: correct the sender"
                : "Send all documents of this queue through the gateway once more";
        if (busy) run.textContent = "Sending again…";
        else if (redrive.state && redrive.state !== "idle")
            run.textContent = `Last run ${redrive.state}: ${number(redrive.processed ?? 0)} processed, ${number(redrive.returned ?? 0)} put back${redrive.lastFailure ? `, ${redrive.lastFailure}` : ""}`;
        const key = `${queue} ${queues[queue]?.sent} ${queues[queue]?.deleted}`;
        if (key === shown) return;
        shown = key;
        const messages = queues[queue] ? await get(`/api/queues/${queue}`) : [];
        remedies ??= await get("/api/remedies");
        refill(
            list,
            messages.length ? messages.slice(0, SHOWN).map(message => card(message, opened, remedies)) : nothing(queue),
            messages.length > SHOWN && h("p", { class: "quiet" }, `The newest ${SHOWN} of ${count(messages.length, "message")}.`),
        );
    };
    return { element, update };
}

const nothing = queue =>
    queue === "raygate-quarantine"
        ? empty(
              "Nothing was refused",
              "A document that X-Ray would not take is kept here with its reason. To see one, send something that is not a segment:",
              'echo \'{"name":"shop","id":"nonsense"}\' > refused.json\n./raygate send refused.json',
          )
        : empty(
              "Nothing is here",
              queue === "raygate-parked"
                  ? "Documents that are refused again after Send again are parked."
                  : "Documents of a tenant without a usable policy wait here until it has one.",
          );

function card(message, opened, remedies) {
    const body = message.body !== null && typeof message.body === "object" ? message.body : { message: String(message.body) };
    const code = body.code ?? body.reason ?? "?";
    const remedy = remedies[`${body.reason}/${code}`] ?? remedies[body.reason];
    const details = h(
        "details",
        {
            class: "whole",
            open: opened.has(message.messageId),
            ontoggle: event => opened[event.target.open ? "add" : "delete"](message.messageId),
        },
        h(
            "summary",
            { "data-key": `document ${message.messageId}` },
            `Document, ${bytes(body.bytes ?? 0)}${body.cut ? ", shortened" : ""}`,
        ),
        documentOf(body),
    );
    return h(
        "article",
        { class: "message" },
        h("div", {}, h("strong", {}, code), " ", h("code", {}, body.pointer || "/"), h("p", {}, body.message ?? "")),
        h("div", { class: "quiet number" }, clock(Date.parse(message.sent) / 1000), h("br"), sender(body)),
        remedy && h("p", { class: "remedy whole" }, remedy),
        body.attempts > 0 && h("p", { class: "quiet whole" }, `Sent again ${count(body.attempts, "time")}`),
        details,
    );
}

function sender(body) {
    const workload = body.workload ?? {};
    const name = [workload.namespace, workload.name || workload.pod].filter(Boolean).join("/");
    return [body.tenant, name || workload.address || body.origin?.cluster].filter(Boolean).join(" · ");
}

function documentOf(body) {
    if (body.encoding !== "text") return h("p", { class: "quiet" }, "Not text.");
    const pretty = formatted(body.body);
    const place = pretty === undefined ? undefined : placeOf(pretty.value, body.pointer);
    const text = pretty?.text ?? body.body;
    return h(
        "div",
        {},
        place ? pointed(text, place) : h("pre", {}, text),
        h(
            "div",
            { class: "buttons" },
            copyButton("Copy document", () => body.body),
        ),
    );
}

function formatted(text) {
    try {
        const value = JSON.parse(text);
        return { value, text: JSON.stringify(value, null, 2) };
    } catch {
        return undefined;
    }
}

/** A marker that is written in the place of the value finds its line in the formatted text. */
function placeOf(value, pointer) {
    const keys = (pointer ?? "")
        .split("/")
        .slice(1)
        .map(key => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!keys.length) return undefined;
    const copy = structuredClone(value);
    let at = copy;
    for (const key of keys.slice(0, -1)) at = at?.[key];
    const last = keys.at(-1);
    if (at === null || typeof at !== "object" || !(last in at)) return undefined;
    const marker = `marker ${crypto.getRandomValues(new Uint32Array(2)).join(" ")}`;
    const old = JSON.stringify(at[last], null, 2);
    at[last] = marker;
    const start = JSON.stringify(copy, null, 2).indexOf(JSON.stringify(marker));
    return { start, length: old.split("\n")[0].length };
}

const pointed = (text, { start, length }) =>
    h("pre", {}, text.slice(0, start), h("mark", {}, text.slice(start, start + length)), text.slice(start + length));
