// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** What may come next in a filter expression: keywords, operators and values that this time range has. */

import { annotation, quote, value } from "./filter-text.js";
import { scopeOf, SELECTORS, STRING_OPERATORS, WORDS } from "./filter-words.js";

const MOST = 60;

/**
 * Suggestions for the caret: each has the text that replaces `from` to `to`, a note, and `back`, by how much the caret then
 * moves back. `known` has lists of `services`, `users`, `urls`, `methods`, `statuses`, and `annotations` by key.
 */
export function complete(text, caret, known) {
    const before = text.slice(0, caret);
    const inQuotes = (before.match(/(?<!\\)"/g) ?? []).length % 2 === 1;
    return inQuotes ? ofString(text, before, known) : ofWord(before, known);
}

function ofString(text, before, known) {
    const from = before.lastIndexOf('"');
    const head = before.slice(0, from);
    const close = /^[^"]*"/.exec(text.slice(before.length))?.[0].length ?? 0;
    return matching(
        valuesAfter(head, known).map(each => ({ text: quote(each), note: "" })),
        before.slice(from),
        from,
        before.length + close,
    );
}

function valuesAfter(head, known) {
    if (/(service|edge)\s*\([^)]*$/i.test(head) || /\bname\s*[:=]\s*$/i.test(head))
        return [...new Set(known.services.map(service => service.Name))];
    if (/\btype\s*[:=]\s*$/i.test(head)) return [...new Set(known.services.map(service => service.Type).filter(Boolean))];
    const keyword = /([\w.[\]]+)\s*(?:=|!=|contains|beginswith|endswith)\s*$/i.exec(head)?.[1] ?? "";
    return valuesOf(keyword, known).filter(each => typeof each === "string");
}

function valuesOf(keyword, known) {
    const lower = keyword.toLowerCase();
    const key = /^annotation(?:\.(.+)|\[(.+)\])$/i.exec(keyword);
    if (key) return known.annotations[key[1] ?? key[2]] ?? [];
    return (
        { user: known.users, "http.url": known.urls, "http.method": known.methods, "http.status": known.statuses }[lower] ?? []
    );
}

function ofWord(before, known) {
    const word = /[\w.[\]-]*$/.exec(before)[0];
    const from = before.length - word.length;
    const head = before.slice(0, from);
    const comparison = /([\w.[\]]+)\s*(=|!=|<=|>=|<|>|contains|beginswith|endswith)\s*$/i.exec(head);
    if (comparison)
        return matching(
            valuesOf(comparison[1], known).map(each => ({ text: value(each), note: "" })),
            word,
            from,
            before.length,
        );
    if (/\b(service|edge)\s*\([^)"]*$/i.test(head))
        return matching(
            known.services.map(service => ({ text: quote(service.Name), note: service.Type ?? "" })),
            word,
            from,
            before.length,
        );
    const keyword = /([\w.[\]]+)\s+$/.exec(head)?.[1];
    const scope = scopeOf(head);
    const operators = !word && keyword ? operatorsOf(keyword, scope) : [];
    if (operators.length) return operators.map(text => ({ text, note: "", from, to: before.length, back: 0 }));
    const starts = /(^|[({!]|\b(and|or|not))\s*$/i.test(head);
    const joins = starts
        ? []
        : [
              { text: "AND", note: "both" },
              { text: "OR", note: "either" },
          ];
    const annotations = scope.startsWith("rootcause") ? [] : annotationsOf(known);
    return matching([...joins, ...annotations, ...wordsOf(scope)], word, from, before.length);
}

function operatorsOf(keyword, scope) {
    const lower = keyword.toLowerCase();
    if (lower.startsWith("annotation")) return STRING_OPERATORS;
    return WORDS[scope].find(word => word.text === lower)?.operators ?? [];
}

const annotationsOf = known =>
    Object.keys(known.annotations)
        .sort()
        .map(key => ({ text: annotation(key), note: "annotation", late: true }));

const wordsOf = scope => [...(scope === "trace" ? SELECTORS : []), ...WORDS[scope].map(({ text, note }) => ({ text, note }))];

/** Those that begin with the word before those that have it inside. */
function matching(all, word, from, to) {
    const wanted = word.toLowerCase().replace(/^"/, "");
    const plain = each => each.text.toLowerCase().replace(/^"/, "");
    return all
        .filter(each => plain(each).includes(wanted) && each.text !== word && (wanted || !each.late))
        .sort(
            (one, other) =>
                Number(other.text.length > 0 && plain(other).startsWith(wanted)) - Number(plain(one).startsWith(wanted)),
        )
        .slice(0, MOST)
        .map(each => ({ back: 0, ...each, from, to }));
}
