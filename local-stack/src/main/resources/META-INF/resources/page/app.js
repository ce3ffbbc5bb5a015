// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Shows the view that the URL names. Every view has a URL of its own, and reading it again shows the same. */

import { live } from "./api.js";
import { announce, empty, h } from "./dom.js";
import { link } from "./filter-text.js";
import { RANGES, rangeOf, setRange } from "./time-range.js";
import { pastedFilter, traceId } from "./trace-id.js";

/** Path, module and whether a range of time belongs to it. */
const VIEWS = [
    { path: /^\/$/, nav: "/", module: "./overview.js", timed: true },
    { path: /^\/traces$/, nav: "/traces", module: "./traces.js", timed: true },
    { path: /^\/traces\/([^/]+)$/, nav: "/traces", module: "./trace.js" },
    { path: /^\/analytics$/, nav: "/analytics", module: "./analytics.js", timed: true },
    { path: /^\/pipeline$/, nav: "/pipeline", module: "./pipeline.js" },
];

const main = document.getElementById("view");
let current;
let isLive = true;

/** What a view may know and do. */
const page = {
    parameters: () => new URLSearchParams(location.search),
    range: () => rangeOf(page.parameters()),
    go: (path, { replace = false } = {}) => {
        history[replace ? "replaceState" : "pushState"](null, "", path);
        return show();
    },
    isLive: () => isLive,
};

async function show() {
    const view = VIEWS.find(each => each.path.test(location.pathname));
    document.querySelectorAll("nav a").forEach(each => {
        each.toggleAttribute("aria-current", each.getAttribute("href") === view?.nav);
        if (each.hasAttribute("aria-current")) each.setAttribute("aria-current", "page");
    });
    showControls(view);
    if (current?.view === view && current?.path === location.pathname && current.shown?.update) return current.shown.update();
    current?.shown?.close?.();
    const mine = { view, path: location.pathname };
    current = mine;
    if (!view) return main.replaceChildren(empty("Nothing is here", "The page has a map, traces, analytics and the pipeline."));
    const { open } = await import(view.module);
    if (current !== mine) return;
    mine.shown = open(page, ...view.path.exec(location.pathname).slice(1).map(decodeURIComponent));
    main.replaceChildren(mine.shown.element);
    document.title = `${mine.shown.title} · Raygate`;
    announce(mine.shown.title);
}

function showControls(view) {
    const range = page.range();
    const choose = h(
        "select",
        {
            id: "range",
            "aria-label": "Time range",
            onchange: event => page.go(`${location.pathname}?${setRange(page.parameters(), event.target.value)}`),
        },
        range.name === "" && h("option", { value: "" }, "Fixed time"),
        Object.entries(RANGES).map(([name, [text]]) => h("option", { value: name }, `Last ${text}`)),
    );
    choose.value = range.name;
    const pause = h(
        "button",
        {
            id: "live",
            type: "button",
            "aria-pressed": String(isLive),
            title: "Follow what arrives",
            onclick: () => {
                isLive = !isLive;
                showControls(view);
                if (isLive) current?.shown?.changed?.();
            },
        },
        "Live",
    );
    document.getElementById("controls").replaceChildren(...(view?.timed ? [choose, pause] : [pause]));
}

function openPasted(event) {
    event.preventDefault();
    const input = document.getElementById("open-id");
    const id = traceId(input.value);
    const filter = id ? undefined : pastedFilter(input.value);
    if (!id && filter === undefined) {
        input.setCustomValidity("No trace id in this text: an id looks like 1-5759e988-bd862e3fe1be46a994272793");
        input.reportValidity();
        return;
    }
    input.value = "";
    input.blur();
    page.go(id ? `/traces/${id}` : link(filter));
}

function follow(event) {
    const anchor = event.target.closest?.("a[href]");
    if (!anchor || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
        return;
    const href = anchor.href.baseVal ?? anchor.href;
    const url = new URL(href, location.href);
    if (anchor.hasAttribute("download") || url.origin !== location.origin || url.pathname.startsWith("/api/") || url.hash) return;
    event.preventDefault();
    page.go(url.pathname + url.search);
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
}

function problem(text) {
    const place = document.getElementById("problem");
    place.hidden = !text;
    place.textContent = text ?? "";
}

addEventListener("popstate", show);
document.addEventListener("click", follow);
document.getElementById("open").addEventListener("submit", openPasted);
document.getElementById("open-id").addEventListener("input", event => event.target.setCustomValidity(""));
document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName))
        return;
    event.preventDefault();
    (document.getElementById("filter") ?? document.getElementById("open-id")).focus();
});

live({
    changed: () => {
        problem();
        if (isLive) current?.shown?.changed?.();
    },
    lost: () => problem("The local stack does not answer. Start it with ./raygate up; this page connects again by itself."),
});
show();
