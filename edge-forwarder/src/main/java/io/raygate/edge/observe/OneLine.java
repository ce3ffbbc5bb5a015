// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Makes every message of the log one line of at most {@value #MAX_CHARS} characters. Messages quote what services answer and
 * clients send: none of that may look like a line of its own, move a terminal's cursor, or fill a disk. Thread-safe.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {

    private static final ExtFormatter MESSAGES = new PatternFormatter("%s");
    private static final int MAX_CHARS = 2_000;
    private static final int FIRST_PRINTABLE = ' ';
    private static final int DELETE = 0x7F;
    private static final int LAST_CONTROL = 0x9F;
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry instanceof ExtLogRecord extended) {
            String message = MESSAGES.format(extended);
            String line = of(message);
            if (!line.equals(message)) {
                extended.setMessage(line, FormatStyle.NO_FORMAT);
            }
        }
        return true;
    }

    /** A text as one line; what it consists of already is returned as it is. */
    static String of(String text) {
        String cut = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS - 1) + '\u2026' : text;
        if (cut.chars().noneMatch(OneLine::breaksALine)) {
            return cut;
        }
        StringBuilder line = new StringBuilder(cut);
        for (int i = 0; i < line.length(); i++) {
            if (breaksALine(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString();
    }

    private static boolean breaksALine(int character) {
        return character < FIRST_PRINTABLE
                || (character >= DELETE && character <= LAST_CONTROL)
                || character == LINE_SEPARATOR
                || character == PARAGRAPH_SEPARATOR;
    }
}
