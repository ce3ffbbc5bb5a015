// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UntrustedJsonTest {

    private static final int NAMES = 200_000;
    private static final int NAMES_OF_ONE = 100;

    private final UntrustedJson json = new UntrustedJson(1_000);

    /** A parser that had kept a name would hand out the same object again. */
    @Test
    void parser_manyNames_keepsNoneForTheNextDocument() throws IOException {
        Set<String> before = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int first = 0; first < NAMES; first += NAMES_OF_ONE) {
            before.addAll(names(document(first)));
        }

        for (int first = 0; first < NAMES; first += NAMES_OF_ONE) {
            assertThat(names(document(first))).noneMatch(before::contains);
        }
    }

    /** What is refused is refused before a number is made of it, which would cost the square of its length. */
    @Test
    void parser_longNumber_isRefused() {
        assertThatThrownBy(() -> names("{\"a\":" + "9".repeat(250_000) + "}"))
                .isInstanceOf(StreamConstraintsException.class);
    }

    private static String document(int first) {
        var document = new StringBuilder("{");
        for (int i = first; i < first + NAMES_OF_ONE; i++) {
            document.append("\"name ").append(i).append("\":1,");
        }
        return document.append("\"last\":1}").toString();
    }

    private List<String> names(String document) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = json.parser(document.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                names.add(name);
                parser.nextToken();
            }
        }
        return names;
    }
}
