// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Numbers and times as people read them. */

const NUMBERS = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
});
const DAY_MILLIS = 86_400_000;

export const number = value => NUMBERS.format(value);

/** Seconds with three significant digits, in the unit that reads best. */
export function duration(seconds) {
    if (seconds === undefined || seconds === null || !Number.isFinite(seconds)) return "–";
    if (seconds >= 100) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
    if (seconds >= 0.9995) return `${digits(seconds)} s`;
    if (seconds >= 0.0009995 || seconds === 0) return `${digits(seconds * 1e3)} ms`;
    return `${digits(seconds * 1e6)} µs`;
}

const digits = value => (value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? trim(value.toFixed(1)) : trim(value.toFixed(2)));
const trim = text => text.replace(/\.?0+$/, "");

/** Requests a minute, as X-Ray gives them, or a second where they are many. */
export function rate(perSecond) {
    if (perSecond >= 20) return `${digits(perSecond)}/s`;
    return `${digits(perSecond * 60)}/min`;
}

export const share = value => (value > 0 && value < 0.01 ? "<1 %" : `${Math.round(value * 100)} %`);

export function bytes(value) {
    if (value < 1000) return `${value} B`;
    if (value < 1e6) return `${digits(value / 1e3)} kB`;
    return `${digits(value / 1e6)} MB`;
}

/** The time of day; with the day where that is another one. */
export function clock(epochSeconds) {
    const date = new Date(epochSeconds * 1000);
    return Math.abs(Date.now() - date.getTime()) < DAY_MILLIS / 2 ? CLOCK.format(date) : DAY.format(date);
}

export const instant = epochSeconds => new Date(epochSeconds * 1000).toISOString();

/** How long ago, roughly. */
export function ago(epochSeconds) {
    const seconds = Math.max(0, Date.now() / 1000 - epochSeconds);
    if (seconds < 60) return `${Math.floor(seconds)} s ago`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
    if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
    return `${Math.floor(seconds / 86_400)} d ago`;
}

/** One thing or many of them. */
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;
