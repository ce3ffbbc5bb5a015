// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.aws.Timing;
import io.raygate.edge.workload.Workloads;
import io.raygate.edge.workload.kubernetes.WatchBooks.WatchEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.raygate.edge.workload.kubernetes.PodJson.pod;
import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class PodWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private FakeApiServer api;
    private PodWatch watch;
    private Thread thread;

    @BeforeEach
    void open() throws IOException {
        api = new FakeApiServer();
        Files.writeString(directory.resolve("token"), "first\n");
    }

    @AfterEach
    void close() throws Exception {
        if (thread != null) {
            thread.interrupt();
            assertThat(thread.join(PATIENCE)).as("the watch ends when told to").isTrue();
        }
        api.close();
    }

    @Test
    void run_listAndEvents_keepTheWorkloadsUpToDate() throws Exception {
        api.answerList("7", pod("a", "10.0.0.1").json(), pod("b", "10.0.0.2").json())
                .answer(wire -> wire.head(200)
                        .event("ADDED", pod("c", "10.0.0.3").version("8").json())
                        .event("DELETED", pod("a", "10.0.0.1").version("9").json())
                        .stayOpen());

        start(LONG);

        await(() -> podAt("10.0.0.3").equals("c") && podAt("10.0.0.1").isEmpty());
        assertThat(podAt("10.0.0.2")).isEqualTo("b");
        assertThat(watch.awaitSynced(Duration.ZERO)).isTrue();
        assertThat(gauge("raygate.workloads.pods")).isEqualTo(2);
        assertThat(gauge("raygate.workloads.synced")).isEqualTo(1);
        assertThat(api.requests().getFirst())
                .isEqualTo("/api/v1/pods?fieldSelector=spec.nodeName%3Dnode-1&resourceVersion=0");
        assertThat(api.requests().get(1)).contains("&watch=true&allowWatchBookmarks=true&resourceVersion=7&timeout");
        assertThat(api.tokens()).containsOnly("Bearer first");
    }

    @Test
    void run_watchEndsAfterABookmark_goesOnFromThereWithoutAList() throws Exception {
        api.answerList("7", pod("a", "10.0.0.1").json())
                .answer(wire -> wire.head(200).bookmark("4711").end());

        start(LONG);

        await(() -> api.requests().size() == 3);
        assertThat(api.requests().get(2)).contains("watch=true", "resourceVersion=4711&");
        assertThat(podAt("10.0.0.1")).isEqualTo("a");
        assertThat(ends(WatchEnd.TIMEOUT)).isEqualTo(1);
    }

    @Test
    void run_connectionBreaksOffInAnEvent_goesOnFromTheLastWholeOne() throws Exception {
        api.answerList("7")
                .answer(wire -> wire.head(200)
                        .event("ADDED", pod("a", "10.0.0.1").version("8").json())
                        .chunk("{\"type\":\"DELETED\",\"object\":{\"metadata\":{\"uid\":\"uid-a\"")
                        .breakOff());

        start(LONG);

        await(() -> api.requests().size() == 3);
        assertThat(api.requests().get(2)).contains("watch=true", "resourceVersion=8&");
        assertThat(podAt("10.0.0.1")).isEqualTo("a");
        assertThat(ends(WatchEnd.DROPPED)).isEqualTo(1);
    }

    @Test
    void run_historyExpiredInTheWatch_listsFromTheStore() throws Exception {
        api.answerList("7", pod("a", "10.0.0.1").json())
                .answer(wire -> wire.head(200)
                        .event(
                                "ERROR",
                                "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\",\"message\":\"too old\"}")
                        .end())
                .answerList("900", pod("b", "10.0.0.2").json());

        start(LONG);

        await(() -> api.requests().size() == 4);
        assertThat(api.requests().get(2)).doesNotContain("resourceVersion");
        assertThat(api.requests().get(3)).contains("resourceVersion=900&");
        assertThat(podAt("10.0.0.1")).isEmpty();
        assertThat(podAt("10.0.0.2")).isEqualTo("b");
        assertThat(ends(WatchEnd.EXPIRED)).isEqualTo(1);
    }

    @Test
    void run_listFailsAfterExpiry_keepsTheLastKnownPods() throws Exception {
        api.answerList("7", pod("a", "10.0.0.1").json())
                .answerStatus(410)
                .answerStatus(500)
                .answerStatus(429)
                .answer(wire -> wire.head(200).chunk("<html>").end())
                .answer(wire -> wire.head(200).breakOff());

        start(LONG);

        await(() -> api.requests().size() == 7);
        assertThat(api.requests().subList(2, 7))
                .allSatisfy(request -> assertThat(request).doesNotContain("watch", "resourceVersion"));
        assertThat(podAt("10.0.0.1")).isEqualTo("a");
        assertThat(ends(WatchEnd.REFUSED)).isEqualTo(2);
        assertThat(ends(WatchEnd.GARBLED)).isEqualTo(1);
        assertThat(ends(WatchEnd.DROPPED)).isEqualTo(1);
    }

    @Test
    void run_watchAnswersWithSomethingElse_listsNotOlderThanWhatIsKnown() throws Exception {
        api.answerList("7", pod("a", "10.0.0.1").json())
                .answer(wire -> wire.head(200).chunk("[1,2,3]").end())
                .answer(wire -> wire.head(200).chunk("{\"kind\":\"Status\"}").end())
                .answerList("8", pod("a", "10.0.0.1").json());

        start(LONG);

        await(() -> api.requests().size() == 5);
        assertThat(api.requests().get(2)).endsWith("&resourceVersion=7");
        assertThat(api.requests().get(3)).endsWith("&resourceVersion=7");
        assertThat(ends(WatchEnd.GARBLED)).isEqualTo(2);
        assertThat(podAt("10.0.0.1")).isEqualTo("a");
    }

    @Test
    void run_eventByteByByte_isUnderstood() throws Exception {
        api.answerList("7").answer(wire -> {
            wire.head(200);
            String event =
                    "{\"type\":\"ADDED\",\"object\":" + pod("a", "10.0.0.1").json() + "}\n";
            for (int i = 0; i < event.length(); i++) {
                wire.chunk(event.substring(i, i + 1));
            }
            wire.stayOpen();
        });

        start(LONG);

        await(() -> podAt("10.0.0.1").equals("a"));
    }

    @Test
    void run_silentConnection_isGivenUp() throws Exception {
        api.answerList("7").answer(wire -> wire.head(200).stayOpen());

        start(Duration.ofMillis(200));

        await(() -> api.requests().size() >= 3);
        assertThat(api.requests().get(2)).contains("watch=true", "resourceVersion=7&");
        assertThat(ends(WatchEnd.DROPPED)).isPositive();
    }

    @Test
    void run_tokenRotated_sendsTheNewOne() throws Exception {
        api.answerList("7").answer(wire -> {
            Files.writeString(directory.resolve("token"), "second");
            wire.head(200).bookmark("8").end();
        });

        start(LONG);

        await(() -> api.tokens().size() == 3);
        assertThat(api.tokens()).containsExactly("Bearer first", "Bearer first", "Bearer second");
    }

    @Test
    void run_redirect_isNotFollowed() throws Exception {
        api.answer(wire -> wire.raw(
                "HTTP/1.1 302 Found\r\nLocation: " + api.address() + "/elsewhere\r\nContent-Length: 0\r\n\r\n"));

        start(LONG);

        await(() -> api.requests().size() == 2);
        assertThat(api.requests()).noneMatch(request -> request.contains("elsewhere"));
        assertThat(ends(WatchEnd.REFUSED)).isEqualTo(1);
    }

    @Test
    void at_apiServerSilentFromTheStart_answersAtOnce() throws Exception {
        start(LONG);
        await(() -> api.requests().size() == 1);

        assertThat(watch.at(InetAddress.ofLiteral("10.0.0.1"))).isSameAs(Workloads.UNKNOWN);
        assertThat(watch.awaitSynced(Duration.ofMillis(1))).isFalse();
        assertThat(gauge("raygate.workloads.synced")).isZero();
    }

    static Stream<Arguments> watchesThatEndAtOnce() {
        return Stream.of(
                arguments("forbidden", answer(wire -> wire.head(403).chunk("{}").end())),
                arguments("gone", answer(wire -> wire.head(410).chunk("{}").end())),
                arguments(
                        "gone, said in an event",
                        answer(wire -> wire.head(200)
                                .event("ERROR", "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}")
                                .end())),
                arguments(
                        "garbage", answer(wire -> wire.head(200).chunk("<html>").end())),
                arguments("an end at once", answer(wire -> wire.head(200).end())),
                arguments(
                        "an end after an event",
                        answer(wire -> wire.head(200)
                                .event(
                                        "ADDED",
                                        pod("c", "10.0.0.3").version("8").json())
                                .end())),
                arguments("a broken connection", answer(wire -> wire.head(200).breakOff())));
    }

    private static FakeApiServer.Answer answer(FakeApiServer.Answer answer) {
        return answer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("watchesThatEndAtOnce")
    void run_listWorksAndTheWatchEndsAtOnce_pausesLongerEachTime(String what, FakeApiServer.Answer end)
            throws Exception {
        int rounds = 6;
        List<Duration> pauses = new CopyOnWriteArrayList<>();
        for (int i = 0; i < rounds; i++) {
            api.answer(FakeApiServer.listOrWatch("7", end)).answer(FakeApiServer.listOrWatch("7", end));
        }

        start(LONG, LONG, new WatchPace(Duration.ofMillis(100), Duration.ofSeconds(2), LONG), new StandingTime(pauses));

        await(() -> pauses.size() >= rounds);
        for (int i = 0; i < rounds; i++) {
            Duration longest = Duration.ofMillis(Math.min(2_000, 100 << i));
            assertThat(pauses.get(i)).as("%s, pause %d", what, i).isBetween(longest.dividedBy(2), longest);
        }
    }

    @Test
    void run_listThatNeverEnds_isGivenUpAndBounded() throws Exception {
        api.answer(wire -> {
            wire.head(200).chunk("{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[");
            for (int i = 0; i < 1_000_000; i++) {
                wire.chunk(pod("p" + i, "10.1." + i / 256 % 256 + "." + i % 256).json() + ",");
            }
            wire.stayOpen();
        });

        start(LONG, Duration.ofMillis(300), new WatchPace(LONG, LONG, LONG), Timing.SYSTEM);

        await(() -> ends(WatchEnd.DROPPED) == 1);
        assertThat(watch.awaitSynced(Duration.ZERO)).isFalse();
    }

    @Test
    void run_answerIsNoListOfPods_keepsTheLastKnownPods() throws Exception {
        api.answerList("7", pod("a", "10.0.0.1").json())
                .answerStatus(410)
                .answer(wire -> wire.head(200)
                        .chunk("{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"9\"}}")
                        .end())
                .answer(wire -> wire.head(200)
                        .chunk("{\"kind\":\"ServiceList\",\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[]}")
                        .end());

        start(LONG);

        await(() -> api.requests().size() == 5);
        assertThat(podAt("10.0.0.1")).isEqualTo("a");
        assertThat(ends(WatchEnd.GARBLED)).isEqualTo(2);
    }

    @Test
    void run_listLongerThanTheTable_keepsTheKnownPodsAndCountsTheOthers() throws Exception {
        String[] pods = new String[150];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = pod("p" + i, "10.0.1." + i).json();
        }
        api.answerList("7", pod("p149", "10.0.1.149").json()).answerStatus(410).answerList("8", pods);

        start(LONG);

        await(() -> gauge("raygate.workloads.pods.refused") > 0);
        await(() -> api.requests().size() == 4);
        assertThat(gauge("raygate.workloads.pods")).isEqualTo(100);
        assertThat(podAt("10.0.1.149")).isEqualTo("p149");
    }

    @Test
    void run_podWithEndlessNames_holdsUpNobody() throws Exception {
        String fields =
                "\"managedFields\":[{\"fieldsV1\":{\"k:{\\\"mountPath\\\":\\\"" + "/x".repeat(40_000) + "\\\"}\":{}}}]";
        String odd = pod("a", "10.0.0.1").json().replace("\"metadata\":{", "\"metadata\":{" + fields + ',');
        api.answerList("7", odd, pod("b", "10.0.0.2").json());

        start(LONG);

        await(() -> podAt("10.0.0.2").equals("b"));
        assertThat(podAt("10.0.0.1")).isEqualTo("a");
    }

    private void start(Duration silenceTimeout) {
        start(silenceTimeout, LONG, new WatchPace(Duration.ofMillis(1), Duration.ofMillis(20), LONG), Timing.SYSTEM);
    }

    private void start(Duration silenceTimeout, Duration listTimeout, WatchPace pace, Timing time) {
        ApiServer server = new ApiServer(
                api.address(), directory.resolve("token"), directory.resolve("none"), LONG, silenceTimeout);
        watch = new PodWatch(
                new NodePods(server, "spec.nodeName=node-1", Set.of(), listTimeout),
                new PodTable(100),
                pace,
                new WatchBooks(meters, System::nanoTime),
                RandomGenerator.getDefault(),
                time);
        thread = Thread.ofVirtual().start(watch);
    }

    private String podAt(String address) {
        return watch.at(InetAddress.ofLiteral(address)).pod();
    }

    private double ends(WatchEnd end) {
        return meters.get("raygate.workloads.watch.ends")
                .tag("cause", end.name())
                .counter()
                .count();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    /** Time that passes only while somebody sleeps; real sleep would only make the test longer. */
    private record StandingTime(List<Duration> pauses) implements Timing {

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            pauses.add(duration);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
