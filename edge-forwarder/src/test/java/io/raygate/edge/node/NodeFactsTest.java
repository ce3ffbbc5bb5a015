// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.raygate.aws.Backoff;
import io.raygate.block.Origin;
import io.raygate.edge.node.InstanceMetadata.InstanceFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

class NodeFactsTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Backoff THREE_ATTEMPTS =
            Backoff.fixed(Duration.ofMillis(1)).withMaxAttempts(3);

    private FakeInstance instance;

    @BeforeEach
    void open() throws IOException {
        instance = new FakeInstance();
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void origins_factsArriveLater_areInTheNextOriginOfTheSameProducer() {
        NodeFacts node = new NodeFacts(new Configured("us-east-1"));
        Supplier<Origin> origins = node.origins(7);
        Origin before = origins.get();
        assertThat(before).isSameAs(origins.get());
        assertThat(before.zone()).isEmpty();

        node.ask(new MetadataAsker(instance.uri(), PATIENT, THREE_ATTEMPTS));
        await(() -> !origins.get().zone().isEmpty());

        Origin after = origins.get();
        assertThat(after).isSameAs(origins.get());
        assertThat(after)
                .isEqualTo(new Origin(
                        "demo",
                        "us-east-1",
                        "123456789012",
                        "node-1",
                        "eu-west-1b",
                        "i-0123456789abcdef0",
                        before.forwarderVersion(),
                        7));
    }

    @Test
    void ask_instanceNotReadyYet_asksAgain() {
        instance.refusingTokens(2);

        assertThat(new MetadataAsker(instance.uri(), PATIENT, THREE_ATTEMPTS).ask(InstanceFacts.NONE))
                .hasValueSatisfying(facts -> assertThat(facts.areComplete()).isTrue());
    }

    @Test
    void ask_instanceThatNeverAnswers_givesUp() {
        URI closed = instance.uri();
        instance.close();

        assertThat(new MetadataAsker(closed, PATIENT, THREE_ATTEMPTS).ask(InstanceFacts.NONE))
                .isEmpty();
    }

    @Test
    void ask_interrupted_endsAtOnce() {
        instance.stuckAt(FakeInstance.TOKEN_PATH);
        Thread.currentThread().interrupt();

        assertThat(new MetadataAsker(instance.uri(), PATIENT, THREE_ATTEMPTS).ask(InstanceFacts.NONE))
                .isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    private record Configured(String text) implements NodeConfig {

        @Override
        public Optional<String> tenant() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> signingKeyFile() {
            return Optional.empty();
        }

        @Override
        public Optional<String> cluster() {
            return Optional.of("demo");
        }

        @Override
        public Optional<String> region() {
            return Optional.of(text);
        }

        @Override
        public Optional<String> account() {
            return Optional.empty();
        }

        @Override
        public Optional<String> name() {
            return Optional.of("node-1");
        }

        @Override
        public Optional<String> zone() {
            return Optional.empty();
        }

        @Override
        public Optional<String> instanceId() {
            return Optional.empty();
        }

        @Override
        public boolean imds() {
            return true;
        }
    }
}
