// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** What a trace summary says in one line. */

/** The worst outcome; X-Ray tells that of the root. */
export function outcomeOf(summary) {
    if (summary.HasFault) return "fault";
    if (summary.HasThrottle) return "throttle";
    if (summary.HasError) return "error";
    return summary.IsPartial ? "partial" : "ok";
}

/** Who answered. */
export const rootOf = summary =>
    summary.EntryPoint?.Name ?? summary.ServiceIds?.find(service => service.Type !== "client")?.Name ?? "Unknown root";

export function pathOf(url) {
    if (!url) return "";
    try {
        const parsed = new URL(url);
        return parsed.pathname + parsed.search;
    } catch {
        return url;
    }
}
