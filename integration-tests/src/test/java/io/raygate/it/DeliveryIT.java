// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.Http;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing is lost between the socket and X-Ray, whatever happens on the way. */
@ExtendWith(SharedStack.class)
class DeliveryIT {

    @Test
    void send_twentyThousandSegmentsAtTwoThousandPerSecond_allStored(RaygateStack stack) {
        var run = new LoadRun(stack, 20_000);
        run.send(2_000).join();
        run.assertComplete();
        System.out.println(run.table("20,000 segments at 2,000 per second"));
    }

    @Test
    void send_gatewayKilledInTheMiddle_allStored(RaygateStack stack) {
        var run = new LoadRun(stack, 6_000);
        CompletableFuture<Void> sent = run.send(1_000);
        run.awaitStored(1_000);
        kill(stack);
        run.awaitStored(3_000);
        kill(stack);
        sent.join();
        run.assertComplete();
        assertThat(run.gatewayStarts()).isGreaterThanOrEqualTo(2);
        System.out.println(run.table("6,000 segments, gateway killed twice"));
    }

    @Test
    void send_streamThrottlesHalfOfAllEntries_allStored(RaygateStack stack) {
        var run = new LoadRun(stack, 12_000);
        Http.post(
                stack.ports().page().resolve("/api/faults/kinesis"),
                "{\"stream\":\"raygate-demo\",\"kind\":\"throttle-entries\",\"share\":0.5,\"seconds\":10}");
        run.send(1_000).join();
        run.assertComplete();
        assertThat(run.throttled()).isPositive();
        assertThat(run.putFailures()).isGreaterThanOrEqualTo(run.throttled());
        System.out.println(
                run.table("12,000 segments, half of all entries throttled for 10 s: " + run.throttled() + " entries"));
    }

    /** As {@code kill -9} does. */
    private static void kill(RaygateStack stack) {
        var pids = stack.status().gatewayPids();
        assertThat(pids).isNotEmpty();
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
