// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.trace.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TracesTest {

    private static final String ID = "1-6a1b2c3d-0123456789abcdef01234567";
    private static final String OTHER_ID = "1-6a1b2c3d-0123456789abcdef01234568";
    private static final String SHOP = "{\"id\":\"a\",\"name\":\"shop\",\"start_time\":1,\"end_time\":2}";
    private static final String STOCK =
            "{\"id\":\"b\",\"parent_id\":\"a\",\"name\":\"stock\",\"start_time\":1.5,\"end_time\":1.75}";
    private static final String STOCK_RUNS =
            "{\"id\":\"b\",\"parent_id\":\"a\",\"name\":\"stock\",\"start_time\":1.5,\"in_progress\":true}";

    private final FakeXRay xray = new FakeXRay();

    @Test
    void awaitTrace_comesInParts_isHandedOverOnceQuiet() {
        xray.put(seconds(2), ID, SHOP).put(seconds(2).plusMillis(300), ID, STOCK);

        TraceAssert trace = xray.traces().awaitTrace("shop");

        trace.hasOnlyServices("stock", "shop");
        assertThat(elapsed()).isBetween(Duration.ofMillis(2_800), Duration.ofMillis(2_900));
    }

    @Test
    void assertion_onATraceThatIsThere_failsInUnderASecond() {
        xray.put(seconds(0), ID, SHOP);

        assertThatThrownBy(
                        () -> xray.traces().awaitTrace("shop").service("shop").hasFault())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("service \"shop\": outcome was expected to be \"fault\", but is \"ok\"")
                .hasMessageContaining("Trace " + ID);
        assertThat(elapsed()).isLessThan(seconds(1));
    }

    @Test
    void awaitTrace_never_failsAfterItsPatienceAndNamesWhatCame() {
        xray.put(seconds(1), OTHER_ID, STOCK);

        assertThatThrownBy(() -> xray.traces().patience(seconds(10)).awaitTrace("shop"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("after 10 s 0 of 1 traces were found with the filter shop")
                .hasMessageContaining("The latest traces since")
                .hasMessageContaining(OTHER_ID + "  stock  250 ms");
        assertThat(elapsed()).isBetween(seconds(10), seconds(11));
    }

    @Test
    void awaitTrace_nothingAtAll_saysWhatToCheck() {
        assertThatThrownBy(() -> xray.traces().awaitTrace("shop"))
                .hasMessageContaining("No trace has come to a fake")
                .hasMessageContaining("check that the application sends its traces there");
    }

    @Test
    void awaitId_spanInProgress_waitsForItsEnd() {
        xray.put(seconds(0), ID, STOCK_RUNS).put(seconds(4), ID, SHOP);

        assertThatThrownBy(() -> xray.traces().patience(seconds(5)).awaitId(ID))
                .hasMessageContaining("after 5 s the trace " + ID + " is not complete: spans in progress: count=1")
                .hasMessageContaining("running");
        assertThat(elapsed()).isLessThan(seconds(6));
    }

    @Test
    void awaitId_spanInProgressIsWanted_isHandedOver() {
        xray.put(seconds(0), ID, STOCK_RUNS);

        xray.traces().inProgress().awaitId(ID).service("stock").isInProgress();

        assertThatThrownBy(() ->
                        xray.traces().inProgress().awaitId(ID).service("stock").hasEnded())
                .hasMessageContaining("service \"stock\": expected an end, but found none: it is in progress");
    }

    @Test
    void awaitId_comesInTheLastMoment_hasItsQuietTime() {
        xray.put(Duration.ofMillis(9_900), ID, SHOP);

        assertThat(xray.traces().patience(seconds(10)).awaitId(ID).spans())
                .extracting(Span::name)
                .containsExactly("shop");
    }

    @Test
    void awaitId_neverQuiet_failsAfterItsPatience() {
        for (int i = 0; i < 200; i++) {
            xray.put(
                    Duration.ofMillis(i * 100L),
                    ID,
                    "{\"id\":\"%d\",\"name\":\"n\",\"start_time\":1,\"end_time\":2}".formatted(i));
        }

        assertThatThrownBy(() -> xray.traces().patience(seconds(10)).awaitId(ID))
                .hasMessageContaining("is not complete: it has changed within the last 500 ms")
                .hasMessageContaining("rows after");
    }

    @Test
    void awaitId_expectedServiceReportsLate_isAwaited() {
        xray.put(seconds(0), ID, SHOP).put(seconds(7), ID, STOCK);

        xray.traces()
                .expecting("stock")
                .awaitId("00-6a1b2c3d0123456789abcdef01234567-00f067aa0ba902b7-01")
                .hasServices("stock");

        assertThat(elapsed()).isBetween(seconds(7), seconds(8));
        assertThatThrownBy(() -> xray.traces().expecting("stock", "payment").awaitTrace("shop"))
                .hasMessageContaining("is not complete: services that have not reported: [payment]")
                .hasMessageContaining("Trace " + ID);
    }

    @Test
    void awaitId_noId_isRefusedAtOnce() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> xray.traces().awaitId("checkout"))
                .withMessageContaining("'checkout' holds no trace id");
        assertThat(xray.looks()).isZero();
    }

    @Test
    void awaitTraces_several_quietTimesRunSideBySide() {
        for (int i = 0; i < 8; i++) {
            xray.put(seconds(i), ID.substring(0, ID.length() - 1) + i, SHOP);
        }

        List<TraceAssert> traces = xray.traces().awaitTraces(8, "shop");

        assertThat(traces).hasSizeGreaterThanOrEqualTo(8);
        assertThat(elapsed()).isLessThan(seconds(8));
    }

    @Test
    void awaitNone_oneComesWithinTheQuietTime_fails() {
        xray.put(Duration.ofMillis(400), ID, SHOP);

        xray.traces().quiet(Duration.ofMillis(300)).awaitNone("shop");
        assertThatThrownBy(() -> xray.traces().awaitNone("shop"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("no trace was expected that the filter takes: shop")
                .hasMessageContaining("Trace " + ID);
    }

    @Test
    void await_interrupted_endsAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> xray.traces().awaitTrace("shop")).hasMessageContaining("interrupted while waiting");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void bounds_outOfRange_nameTheRange() {
        assertThatThrownBy(() -> xray.traces().patience(Duration.ZERO))
                .hasMessage("patience must be from 1 ms to 3600 s, but is 0 s");
        assertThatThrownBy(() -> xray.traces().awaitTraces(0, "shop")).hasMessageContaining("count must be at least 1");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private Duration elapsed() {
        return Duration.ofNanos(xray.nanoTime());
    }
}
