// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

const XRAY = /1-([0-9a-f]{8})-([0-9a-f]{24})/i;
const W3C = /(?:^|[^0-9a-f])([0-9a-f]{8})([0-9a-f]{24})(?:$|[^0-9a-f])/i;

/** The trace id in what somebody pasted: an id of X-Ray or W3C, a header, or a link to a console; undefined where there is none. */
export function traceId(text) {
    const plain = unescaped(text.trim());
    const found = XRAY.exec(plain) ?? W3C.exec(plain);
    return found ? `1-${found[1]}-${found[2]}`.toLowerCase() : undefined;
}

/** The filter of a link to the CloudWatch console's query view; undefined where there is none. */
export function pastedFilter(text) {
    const found = /traces\/query\?~\(query~\(filter~'([^)~]*)/.exec(text);
    return found ? unescaped(found[1].replaceAll("*", "%")) : undefined;
}

function unescaped(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}
