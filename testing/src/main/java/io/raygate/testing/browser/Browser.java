// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.testing.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The distribution's Chromium, driven over the DevTools protocol: keys and pointers as a person uses them. What the page
 * logs as an error, and whatever it asks for, is kept for the test to judge.
 */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");

    private final Path profile;
    private final Process process;
    private final DevTools page;

    /** The first browser on the path; empty where there is none. */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a browser with a profile of its own. */
    public Browser(Path executable) throws IOException {
        profile = Files.createTempDirectory("raygate-browser");
        process = new ProcessBuilder(
                        executable.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        page = DevTools.ofPage(address(process.inputReader()));
        List.of("Runtime", "Log", "Page", "Network").forEach(domain -> page.call(domain + ".enable", Map.of()));
    }

    private static String address(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> discard(lines));
                return listening.group(1);
            }
        }
        throw new IOException("The browser ended before it listened");
    }

    private static void discard(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // close() has ended the browser
        }
    }

    /** The window, in pixels; narrower than 600 it is a phone's. */
    public void size(int width, int height) {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** {@code light} or {@code dark}. */
    public void colours(String scheme) {
        page.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /**
     * Loads the URL and forgets what was logged before. Chromium breaks off all requests when the machine gets or loses a
     * network interface, as other tests make it do: it loads again then.
     */
    public void open(String url) {
        Patience.await(() -> {
            page.forget();
            page.call("Page.navigate", Map.of("url", url));
            Patience.await(
                    () -> page.networkChanged() || isOpen(), () -> url + " is not there; it logged: " + errors());
            return !page.networkChanged();
        });
    }

    private boolean isOpen() {
        return evaluate("document.readyState === 'complete' && !document.querySelector('.loading')")
                .asBoolean();
    }

    /** The value of an expression; a promise is waited for. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = page.call(
                "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until the expression is true. */
    public void await(String condition) {
        Patience.await(
                () -> evaluate("Boolean(" + condition + ")").asBoolean(),
                () -> condition + "; the page shows: " + text("body") + "; it logged: " + errors());
    }

    /** Waits until the text can be read in the element. */
    public void awaitText(String selector, String text) {
        Patience.await(() -> text(selector).contains(text), () -> selector + " has: " + text(selector));
    }

    /** What a reader sees of the first such element, of a picture all its text; empty where there is none. */
    public String text(String selector) {
        return evaluate("(e => e?.innerText ?? e?.textContent ?? '')(document.querySelector(" + quoted(selector) + "))")
                .asText();
    }

    /** Of the first such element; empty where there is none. */
    public String attribute(String selector, String name) {
        return evaluate("document.querySelector(" + quoted(selector) + ")?.getAttribute(" + quoted(name) + ") ?? ''")
                .asText();
    }

    /** How many such elements there are. */
    public int count(String selector) {
        return evaluate("document.querySelectorAll(" + quoted(selector) + ").length")
                .asInt();
    }

    /** Path and query of the page's URL, decoded. */
    public String path() {
        return evaluate("decodeURIComponent(location.pathname + location.search.replaceAll('+', ' '))")
                .asText();
    }

    /** Presses the pointer on the middle of the first such element. */
    public void click(String selector) {
        await("document.querySelector(" + quoted(selector) + ")");
        JsonNode middle = place(selector, 0.5);
        pointer("mousePressed", middle);
        pointer("mouseReleased", middle);
    }

    /** Drags over the element, from one share of its width to another. */
    public void drag(String selector, double from, double to) {
        pointer("mousePressed", place(selector, from));
        pointer("mouseMoved", place(selector, (from + to) / 2));
        pointer("mouseMoved", place(selector, to));
        pointer("mouseReleased", place(selector, to));
    }

    private JsonNode place(String selector, double share) {
        return evaluate("""
                (() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'});
                const r = e.getBoundingClientRect(); return {x: r.left + r.width * %s, y: r.top + r.height / 2}; })()""".formatted(quoted(selector), share));
    }

    private void pointer(String type, JsonNode place) {
        page.call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        place.path("x").asDouble(),
                        "y",
                        place.path("y").asDouble(),
                        "button",
                        "left",
                        "buttons",
                        1,
                        "clickCount",
                        1));
    }

    /** Types into what has the focus. */
    public void type(String text) {
        page.call("Input.insertText", Map.of("text", text));
    }

    /** Presses keys one after the other, for example {@code Tab} or {@code Enter}. */
    public void press(String... keys) {
        for (String key : keys) {
            Keys.named(key).events().forEach(event -> page.call("Input.dispatchKeyEvent", event));
        }
    }

    /** Presses Tab until an element that fits has the focus. */
    public void tabTo(String selector) {
        for (int presses = 0; presses < 200; presses++) {
            if (evaluate("document.activeElement?.matches(" + quoted(selector) + ") ?? false")
                    .asBoolean()) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("Tab does not reach " + selector);
    }

    /** Errors that the page logged, exceptions and violations of its policy among them. */
    public List<String> errors() {
        return page.errors();
    }

    /** All URLs that the page asked for. */
    public List<String> requests() {
        return page.requests();
    }

    /** What the page holds, once garbage was collected. */
    public Footprint footprint() {
        page.call("HeapProfiler.collectGarbage", Map.of());
        JsonNode counters = page.call("Memory.getDOMCounters", Map.of());
        return new Footprint(
                counters.path("nodes").asLong(),
                counters.path("jsEventListeners").asLong(),
                page.call("Runtime.getHeapUsage", Map.of()).path("usedSize").asLong());
    }

    /** What is seen now, as {@code target/screenshots/NAME.png}. */
    public void screenshot(String name) {
        JsonNode image = page.call("Page.captureScreenshot", Map.of("format", "png"));
        Path file = Path.of("target", "screenshots", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(image.path("data").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void close() throws IOException {
        page.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        deleteProfile();
    }

    private void deleteProfile() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(profile)) {
            all.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** The keys of a keyboard that the tests press. */
    private record Keys(String key, String code, int number, String text) {

        static Keys named(String name) {
            return switch (name) {
                case "Tab" -> new Keys(name, name, 9, "");
                case "Enter" -> new Keys(name, name, 13, "\r");
                case "Escape" -> new Keys(name, name, 27, "");
                case "ArrowLeft" -> new Keys(name, name, 37, "");
                case "ArrowUp" -> new Keys(name, name, 38, "");
                case "ArrowRight" -> new Keys(name, name, 39, "");
                case "ArrowDown" -> new Keys(name, name, 40, "");
                case "End" -> new Keys(name, name, 35, "");
                case "/" -> new Keys(name, "Slash", 191, "/");
                default -> throw new IllegalArgumentException("Key not known: " + name);
            };
        }

        List<Map<String, Object>> events() {
            return List.of(event(text.isEmpty() ? "rawKeyDown" : "keyDown"), event("keyUp"));
        }

        private Map<String, Object> event(String type) {
            return Map.of("type", type, "key", key, "code", code, "windowsVirtualKeyCode", number, "text", text);
        }
    }
}
