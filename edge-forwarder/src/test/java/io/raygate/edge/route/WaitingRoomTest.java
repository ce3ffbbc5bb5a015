// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.route;

import io.raygate.block.Workload;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class WaitingRoomTest {

    private static final InetAddress POD = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("10.0.0.2");
    private static final long WAIT = Duration.ofSeconds(3).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Map<InetAddress, Workload> known = new HashMap<>();
    private final List<String> handedOn = new ArrayList<>();
    private final WaitingRoom room = room(1_000_000);

    @Test
    void look_senderBecomesKnown_handsItsDocumentsOnInTheirOrder() {
        assertThat(offer(room, "a", POD, 0)).isTrue();
        assertThat(offer(room, "x", OTHER, 0)).isTrue();
        assertThat(offer(room, "b", POD, SECOND)).isTrue();
        assertThat(room.look(SECOND)).isPositive().isLessThan(SECOND);
        assertThat(handedOn).isEmpty();

        known.put(POD, Workload.ofAddress("10.0.0.1"));
        room.look(2 * SECOND);

        assertThat(handedOn).containsExactly("a", "b");
    }

    @Test
    void look_timeIsOver_handsOnAndWaitsNoMoreForThatSender() {
        offer(room, "a", POD, 0);

        assertThat(room.look(WAIT)).isEqualTo(DocumentHandler.NOTHING_WAITS);

        assertThat(handedOn).containsExactly("a");
        assertThat(offer(room, "b", POD, WAIT)).isFalse();
        assertThat(offer(room, "c", POD, WAIT + 50 * SECOND)).isFalse();
    }

    @Test
    void offer_addressThatWasSilentForLong_isANewSender() {
        offer(room, "a", POD, 0);
        room.look(WAIT);

        assertThat(offer(room, "b", POD, WAIT + 61 * SECOND)).isTrue();
    }

    @Test
    void offer_noRoom_doesNotWait() {
        WaitingRoom small = room(300);

        assertThat(offer(small, "a", POD, 0)).isTrue();
        assertThat(offer(small, "b", POD, 0)).isTrue();
        assertThat(offer(small, "c", POD, 0)).isFalse();
        small.look(WAIT);
        assertThat(offer(small, "d", OTHER, WAIT)).isTrue();
    }

    @Test
    void offer_moreSendersThanAreRemembered_doesNotWait() {
        for (int i = 0; i < 4_096; i++) {
            InetAddress sender = InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256);
            assertThat(offer(room, "a", sender, 0)).isTrue();
        }

        assertThat(offer(room, "b", POD, SECOND)).isFalse();
        assertThat(offer(room, "c", POD, 62 * SECOND)).isTrue();
    }

    @Test
    void close_handsOnAll() {
        offer(room, "a", POD, 0);

        room.close();

        assertThat(handedOn).containsExactly("a");
    }

    private WaitingRoom room(long maxBytes) {
        Workloads workloads = source -> known.getOrDefault(source, Workloads.UNKNOWN);
        return new WaitingRoom(
                workloads,
                new WaitingRoom.Limits(WAIT, maxBytes),
                (document, _, _, _) -> handedOn.add(UTF_8.decode(document).toString()));
    }

    private static boolean offer(WaitingRoom room, String text, InetAddress source, long nowNanos) {
        return room.offer(ByteBuffer.wrap(text.getBytes(UTF_8)), 0, source, 1, nowNanos);
    }
}
