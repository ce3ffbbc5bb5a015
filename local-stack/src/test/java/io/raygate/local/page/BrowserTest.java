// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import io.raygate.testing.browser.Browser;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Opens the page in one browser for each class. Skipped where no Chromium is installed; screenshots are in {@code
 * target/screenshots}. Classes share a stack: each has a time of its own for its traces.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    protected Browser browser;

    @BeforeAll
    void startBrowser() throws IOException {
        Optional<Path> installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no Chromium on the path: apt-get install chromium");
        browser = new Browser(installed.get());
    }

    @BeforeEach
    void desk() {
        browser.size(1440, 900);
        browser.colours("light");
    }

    /** The port is not known before a test begins. */
    static String page() {
        return "http://127.0.0.1:" + RestAssured.port;
    }

    static String awsEndpoint() {
        return given().get("/api/status").path("aws.endpoint");
    }

    @AfterEach
    void page_everywhere_keepsToItselfAndLogsNoError() {
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith(page()) || url.startsWith("blob:" + page()));
    }

    @AfterAll
    void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }
}
