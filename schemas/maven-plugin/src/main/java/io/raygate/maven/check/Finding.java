// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

/**
 * Something to report about a file.
 *
 * @param severity whether it is refused or only changed
 * @param file     path as it was given
 * @param line     counted from 1; 0 if the place is unknown
 * @param column   counted from 1; 0 if the place is unknown
 * @param pointer  RFC 6901 JSON pointer within the document, empty for all of it
 * @param reason   stable code: a RejectionReason, a Repair, a Suspicion or a rule of a schema
 * @param message  what is wrong, in words
 * @param remedy   what to do about it, in words
 */
public record Finding(
        Severity severity,
        String file,
        int line,
        int column,
        String pointer,
        String reason,
        String message,
        String remedy) {

    /** How bad a finding is. */
    public enum Severity {
        /** X-Ray or Raygate would reject it. */
        REJECTED,
        /** Raygate would accept it after a change. */
        REPAIRED,
        /** Raygate and X-Ray would accept it, but nobody would find it. */
        SUSPICIOUS
    }

    /** What would begin another line on a terminal or in a log: names of files and keys are chosen by whoever writes them. */
    private static final String BREAKS = "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]";

    /** The same, as bad as that. */
    Finding as(Severity other) {
        return new Finding(other, file, line, column, pointer, reason, message, remedy);
    }

    /** One line: {@code file:line:column: REASON at /pointer: message; remedy}. */
    public String text() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        String at = pointer.isEmpty() ? "" : " at " + pointer;
        String text = place + ": " + reason + at + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
        return text.replaceAll(BREAKS, " ");
    }
}
