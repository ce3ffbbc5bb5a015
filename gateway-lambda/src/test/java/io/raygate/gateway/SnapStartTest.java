// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.raygate.gateway.pipeline.Priming;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Lambda does to a function of which it keeps a snapshot. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
class SnapStartTest {

    private static final Context<Resource> CONTEXT = Core.getGlobalContext();

    @Inject
    SnapStart snapStart;

    @Inject
    Priming priming;

    @Inject
    @Named("gateway")
    RequestStreamHandler gateway;

    @BeforeEach
    void reset() {
        FakeXRay.reset(0);
        FakeSqs.reset(0, 0);
    }

    @Test
    void prime_ownDocuments_allComeAsFarAsTheCall() {
        assertThat(priming.run()).isEqualTo(15_000);
    }

    @Test
    void restore_afterPriming_deliversWhatComesAndNothingElse() throws IOException {
        List<String> documents =
                IntStream.range(0, 60).mapToObj(Events::segment).toList();

        snapStart.beforeCheckpoint(CONTEXT);

        assertThat(FakeXRay.taken()).isEmpty();
        assertThat(FakeSqs.sent()).isEmpty();

        snapStart.afterRestore(CONTEXT);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String event = Events.json(List.of(Events.block(documents)));
        gateway.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, new FakeContext(60_000));

        assertThat(answer.toString(StandardCharsets.UTF_8)).contains("\"batchItemFailures\":[]");
        assertThat(FakeXRay.taken()).containsExactlyInAnyOrderElementsOf(documents);
    }
}
