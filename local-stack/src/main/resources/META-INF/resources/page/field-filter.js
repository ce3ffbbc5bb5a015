// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import { annotation, ofNode, value } from "./filter-text.js";

const OUTCOMES = {
    ok: "ok",
    error: "error AND !throttle AND !fault",
    throttle: "throttle AND !fault",
    fault: "fault",
    partial: "partial",
};

/** The X-Ray filter of the traces in which a field has a value. */
export function filterOf(field, of) {
    if (field.keyword === "service") {
        const [Name, Type] = of.split("\n");
        return ofNode({ Name, Type });
    }
    if (field.keyword === "outcome") return OUTCOMES[of];
    if (field.keyword === "annotation") return `${annotation(field.key)} = ${value(of)}`;
    return `${field.keyword} = ${value(of)}`;
}

/** A value as it is shown. */
export const shown = (field, of) => (field.keyword === "service" ? of.split("\n")[0] : String(of));
