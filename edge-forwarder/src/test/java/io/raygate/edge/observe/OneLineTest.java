// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OneLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u001b[31m", "\0", "\u0085", "\u2028", "\u2029", "\u007f", "\u009b"})
    void message_withWhatBreaksALine_isOneLine(String hostile) {
        assertThat(logged("message=%s", "a" + hostile + "b"))
                .startsWith("message=a ")
                .endsWith("b")
                .doesNotContain(hostile)
                .hasLineCount(1);
    }

    @Test
    void message_veryLong_isCut() {
        assertThat(logged("message=%s", "x".repeat(100_000))).hasSize(2_000).endsWith("\u2026");
    }

    @Test
    void message_ofOneLine_staysAsItIs() {
        assertThat(logged("Dropped documents: count=%d, tenant=%s", 3, "b\u00fccher"))
                .isEqualTo("Dropped documents: count=3, tenant=b\u00fccher");
    }

    private static String logged(String format, Object... values) {
        var entry = new ExtLogRecord(Level.WARNING, format, FormatStyle.PRINTF, "");
        entry.setParameters(values);
        assertThat(new OneLine().isLoggable(entry)).isTrue();
        return new PatternFormatter("%s").format(entry);
    }
}
