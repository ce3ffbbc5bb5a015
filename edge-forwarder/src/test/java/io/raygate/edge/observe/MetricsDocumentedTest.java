// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every metric of a running forwarder is in the operator's page, by its name or by the beginning of it. */
@QuarkusTest
@TestProfile(MetricsDocumentedTest.IntakeOn.class)
class MetricsDocumentedTest {

    private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9_]*)(\\*?)`");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void scrape_everyMetric_isInTheOperatorsPage() throws IOException, InterruptedException {
        List<MatchResult> documented = NAME.matcher(Files.readString(Path.of("..", "docs", "metrics.md")))
                .results()
                .toList();

        List<String> exposed = scrape().lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .toList();

        assertThat(exposed)
                .contains("raygate_build_info", "raygate_intake_pending_bytes")
                .allSatisfy(name -> assertThat(documented)
                        .as("docs/metrics.md has %s", name)
                        .anyMatch(entry -> isNamed(entry, name)));
    }

    @Test
    void scrape_buildInfo_namesVersionRevisionAndJava() throws IOException, InterruptedException {
        assertThat(scrape())
                .containsPattern(
                        "raygate_build_info\\{java=\"25[^\"]*\",revision=\"[^\"$]+\",version=\"[0-9][^\"]*\"} 1");
    }

    private String scrape() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** A counter's type line lacks the suffix of its samples in one of the two formats. */
    private static boolean isNamed(MatchResult entry, String name) {
        String stated = entry.group(1);
        return entry.group(2).isEmpty()
                ? name.equals(stated) || stated.equals(name + "_total")
                : name.startsWith(stated);
    }

    /** So that its metrics are there. */
    public static final class IntakeOn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("raygate.intake.enabled", "true");
        }
    }
}
