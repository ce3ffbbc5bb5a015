// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** Figures of X-Ray's statistics: outcomes, and histograms as lists of {Value, Count} in seconds. */

export const OUTCOMES = ["ok", "error", "throttle", "fault"];

/** How many of each outcome; X-Ray counts throttles apart from the other errors. */
export function outcomes(statistics) {
    const errors = statistics?.ErrorStatistics ?? {};
    return {
        ok: statistics?.OkCount ?? 0,
        error: errors.OtherCount ?? 0,
        throttle: errors.ThrottleCount ?? 0,
        fault: statistics?.FaultStatistics?.TotalCount ?? 0,
        total: statistics?.TotalCount ?? 0,
    };
}

export const mean = statistics => (statistics?.TotalCount ? statistics.TotalResponseTime / statistics.TotalCount : undefined);

/** The smallest value that a share of all counts does not exceed. */
export function percentile(histogram, share) {
    const sorted = [...(histogram ?? [])].sort((one, other) => one.Value - other.Value);
    const wanted = sorted.reduce((sum, point) => sum + point.Count, 0) * share;
    let seen = 0;
    for (const point of sorted) {
        seen += point.Count;
        if (seen >= wanted) return Math.abs(point.Value);
    }
    return undefined;
}

/** Adds up histograms or statistics of several edges. */
export const joined = histograms => histograms.flatMap(histogram => histogram ?? []);

const FLOOR = 1e-6;

/** Bins of equal width on a logarithmic axis: latencies differ by orders of magnitude. */
export function bins(values, most = 40) {
    const known = values.filter(({ value }) => Number.isFinite(value));
    if (!known.length) return { bins: [], low: 0, high: 0 };
    let low = Infinity;
    let high = -Infinity;
    for (const { value } of known) {
        const log = Math.log10(Math.max(FLOOR, value));
        low = Math.min(low, log);
        high = Math.max(high, log);
    }
    const margin = Math.max(0.06, (high - low) * 0.03);
    low -= margin;
    high += margin;
    const width = (high - low) / most;
    const counts = new Array(most).fill(0);
    for (const { value, count } of known) {
        const place = Math.floor((Math.log10(Math.max(FLOOR, value)) - low) / width);
        counts[Math.min(most - 1, Math.max(0, place))] += count;
    }
    return {
        low,
        high,
        bins: counts.map((count, index) => ({ from: 10 ** (low + index * width), to: 10 ** (low + (index + 1) * width), count })),
    };
}

/** 1, 2 and 5 of each decade that lies between two powers of ten. */
export function ticks(low, high) {
    const steps = high - low > 2.5 ? [1] : high - low > 1.2 ? [1, 3] : [1, 2, 5];
    const found = [];
    for (let decade = Math.floor(low); decade <= Math.ceil(high); decade++) {
        for (const step of steps) {
            const value = step * 10 ** decade;
            if (Math.log10(value) >= low && Math.log10(value) <= high) found.push(value);
        }
    }
    return found;
}
