// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Faults that somebody switches on to see what the pipeline makes of them. */

import { post, remove } from "./api.js";
import { h, refill } from "./dom.js";
import { count } from "./format.js";

const KINDS = {
    kinesis: ["throttle-entries", "internal-failure-entries", "http-500", "slow", "reset", "reset-after"],
    xray: ["throttle", "unprocessed", "unprocessed-without-id", "http-500", "slow", "reset", "reset-after"],
    sqs: ["throttle", "http-500", "slow", "reset"],
    ssm: ["throttle", "http-500", "slow", "reset"],
    sts: ["throttle", "http-500", "slow", "reset"],
};

const PRESETS = [
    ["Kinesis throttles half of all records", "kinesis", { stream: "*", kind: "throttle-entries", share: 0.5, seconds: 15 }],
    ["Kinesis is down", "kinesis", { stream: "*", kind: "http-500", share: 1, seconds: 15 }],
    ["X-Ray throttles", "xray", { kind: "throttle", share: 0.7, seconds: 15 }],
    ["X-Ray refuses a tenth", "xray", { kind: "unprocessed", code: "InvalidSegment", share: 0.1, seconds: 15 }],
    ["X-Ray is slow", "xray", { kind: "slow", delayMillis: 800, share: 1, seconds: 15 }],
];

export function faults() {
    const active = h("div", {});
    const answer = h("p", { class: "quiet", role: "status" });
    const add = async (service, fault) => {
        try {
            await post(`/api/faults/${service}`, fault);
            answer.textContent = `${service}: ${fault.kind} for ${count(fault.seconds, "second")}`;
        } catch (failure) {
            answer.textContent = failure.message;
        }
    };
    const element = h(
        "section",
        { class: "card", "aria-labelledby": "faults-title" },
        h("header", {}, h("h2", { id: "faults-title" }, "Faults")),
        h(
            "div",
            { class: "inside" },
            h(
                "div",
                { class: "presets" },
                PRESETS.map(([text, service, fault]) =>
                    h("button", { type: "button", onclick: () => add(service, fault) }, text),
                ),
            ),
            form(add),
            answer,
            active,
        ),
    );
    return { element, update: faults => refill(active, activeOf(faults)) };
}

function form(add) {
    const kind = h("select", { onchange: () => showCode() });
    const code = h("input", { type: "text", value: "InvalidSegment", title: "A code such as ThrottlingException is tried again" });
    const codeLabel = label("Code", code);
    const isUnprocessed = () => kind.value.startsWith("unprocessed");
    const showCode = () => {
        codeLabel.hidden = !isUnprocessed();
    };
    const service = h(
        "select",
        { onchange: () => fillKinds() },
        Object.keys(KINDS).map(name => h("option", {}, name)),
    );
    const fillKinds = () => {
        kind.replaceChildren(...KINDS[service.value].map(name => h("option", {}, name)));
        showCode();
    };
    const share = h("input", { type: "number", min: 0.01, max: 1, step: 0.01, value: 1 });
    const seconds = h("input", { type: "number", min: 1, max: 3600, value: 30 });
    fillKinds();
    return h(
        "form",
        {
            class: "fault-form",
            onsubmit: event => {
                event.preventDefault();
                add(service.value, {
                    stream: "*",
                    kind: kind.value,
                    share: Number(share.value),
                    seconds: Number(seconds.value),
                    ...(kind.value === "slow" ? { delayMillis: 500 } : {}),
                    ...(isUnprocessed() ? { code: code.value } : {}),
                });
            },
        },
        label("Service", service),
        label("What happens", kind),
        codeLabel,
        label("Share of calls", share),
        label("Seconds", seconds),
        h("button", { type: "submit" }, "Switch on"),
    );
}

const label = (text, control) => h("label", {}, text, control);

function activeOf(faults) {
    const all = Object.entries(faults).filter(([, list]) => list.length);
    if (!all.length) return h("p", { class: "quiet" }, "No fault is switched on.");
    return all.map(([service, list]) =>
        h(
            "p",
            {},
            h("strong", {}, service),
            ` ${list.map(fault => `${fault.kind} of ${Math.round((fault.share ?? 1) * 100)} %`).join(", ")} `,
            h(
                "button",
                {
                    type: "button",
                    class: "plain",
                    "data-key": `clear ${service}`,
                    onclick: () => remove(`/api/faults/${service}`),
                },
                "Switch off",
            ),
        ),
    );
}
