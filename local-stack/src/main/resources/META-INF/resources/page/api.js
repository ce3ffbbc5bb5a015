// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The server: the X-Ray API as every other client uses it, and what the local stack says of itself. */

/** A request that the server refused; `position` is the place in a filter, from 1, where the message names one. */
export class Refused extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
        const place = /line \d+, position (\d+)/.exec(message);
        this.position = place ? Number(place[1]) : undefined;
    }
}

async function json(path, options = {}) {
    const response = await fetch(path, { cache: "no-store", ...options });
    const text = await response.text();
    if (!response.ok) throw new Refused(response.status, messageOf(text) || `The server answered ${response.status}`);
    return text ? JSON.parse(text) : {};
}

function messageOf(text) {
    try {
        const body = JSON.parse(text);
        return body.Message || body.message;
    } catch {
        return undefined;
    }
}

const REPEATS = 3;
const PAUSE_MILLIS = 200;

/** A request that only reads is sent again when it gets no answer: browsers break requests off when a laptop changes its network. */
async function reading(path, options) {
    for (let sent = 1; ; sent++) {
        try {
            return await json(path, options);
        } catch (failure) {
            if (!(failure instanceof TypeError) || sent > REPEATS) throw failure;
            await new Promise(resolve => setTimeout(resolve, PAUSE_MILLIS * sent));
        }
    }
}

export const get = (path, signal) => reading(path, { signal });

const posted = (body, signal) => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
});

export const post = (path, body) => json(path, posted(body));

export const remove = path => json(path, { method: "DELETE" });

/** An operation of the X-Ray API, by its path. */
export const xray = (operation, body, signal) => reading(`/api/xray/${operation}`, posted(body, signal));

/** Calls `take` with each page of summaries until there are no more, or `most` have come. */
export async function summaries(query, { most, signal, take }) {
    let token;
    let taken = 0;
    do {
        const page = await xray("TraceSummaries", { ...query, NextToken: token }, signal);
        taken += page.TraceSummaries.length;
        token = page.NextToken;
        take(page.TraceSummaries, { scanned: page.TracesProcessedCount, more: Boolean(token) });
    } while (token && taken < most);
}

const RETRY_MILLIS = 3000;

/**
 * Calls `changed` when something was put into X-Ray, and `lost` while the server does not answer; connects again by itself. Only a
 * tab that somebody looks at holds a connection: browsers allow six to a host, for all tabs and for pages that one can go back to.
 */
export function live({ changed, lost }) {
    let source;
    const close = () => {
        source?.close();
        source = undefined;
    };
    const open = () => {
        if (source || document.hidden) return;
        const mine = (source = new EventSource("/api/events"));
        source.addEventListener("open", changed);
        source.addEventListener("traces", changed);
        source.addEventListener("error", () => {
            lost();
            if (mine.readyState !== EventSource.CLOSED || mine !== source) return;
            source = undefined;
            setTimeout(open, RETRY_MILLIS);
        });
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", open);
    open();
}
