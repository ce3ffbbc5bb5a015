// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class EventRoutesTest {

    @Inject
    EventRoutes routes;

    /** The hook of the process calls it: a stream that stays open would hold up the stop. */
    @Test
    void endAll_streamIsOpen_endsIt() throws IOException {
        URI events = URI.create("http://127.0.0.1:" + RestAssured.port + "/api/events");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(events.toURL().openStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: traces");

            routes.endAll();

            assertThat(lines.lines()).allMatch(line -> line.isEmpty() || line.startsWith("data: "));
        }
    }
}
