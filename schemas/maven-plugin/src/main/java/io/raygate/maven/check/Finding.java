// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

/**
 * Something to tell about a file.
 *
 * @param severity whether it is refused or only changed
 * @param file     path as it was given
 * @param line     counted from 1; 0 where no place is known
 * @param column   counted from 1; 0 where no place is known
 * @param pointer  RFC 6901 JSON pointer within the document, empty for all of it
 * @param reason   stable code: a RejectionReason, a Repair, a Suspicion or a rule of a schema
 * @param message  what is wrong, for a person
 * @param remedy   what helps, for a person
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
        /** X-Ray or Raygate would not take it. */
        REJECTED,
        /** Raygate would take it after a change. */
        REPAIRED,
        /** Raygate and X-Ray would take it, but nobody would find it. */
        SUSPICIOUS
    }

    /** One line: {@code file:line:column: REASON at /pointer: message; remedy}. */
    public String text() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        String at = pointer.isEmpty() ? "" : " at " + pointer;
        return place + ": " + reason + at + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
