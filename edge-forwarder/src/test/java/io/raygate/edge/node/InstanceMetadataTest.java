// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.raygate.edge.node.InstanceMetadata.InstanceFacts;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InstanceMetadataTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);

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
    void read_nothingKnown_asksForATokenAndThenForEachFact() throws Exception {
        assertThat(read(InstanceFacts.NONE))
                .isEqualTo(new InstanceFacts("eu-west-1", "eu-west-1b", "i-0123456789abcdef0", "123456789012"));
        assertThat(instance.requests()).hasSize(5).startsWith("PUT /latest/api/token");
    }

    @Test
    void read_someFactsKnown_asksForTheOthersOnly() throws Exception {
        InstanceFacts answer = read(new InstanceFacts("us-east-1", "", "i-1", "210987654321"));

        assertThat(answer).isEqualTo(new InstanceFacts("", "eu-west-1b", "", ""));
        assertThat(instance.requests()).containsExactly("PUT /latest/api/token", "GET " + FakeInstance.ZONE_PATH);
    }

    @Test
    void read_factsThatAreNotThere_stayEmpty() throws Exception {
        instance.without(FakeInstance.ZONE_PATH).without(FakeInstance.DOCUMENT_PATH);

        assertThat(read(InstanceFacts.NONE)).isEqualTo(new InstanceFacts("eu-west-1", "", "i-0123456789abcdef0", ""));
    }

    @Test
    void read_answersThatAreNoFacts_stayEmpty() throws Exception {
        instance.with(FakeInstance.ZONE_PATH, "<html>").with(FakeInstance.DOCUMENT_PATH, "{\"accountId\":12");

        assertThat(read(InstanceFacts.NONE)).isEqualTo(new InstanceFacts("eu-west-1", "", "i-0123456789abcdef0", ""));
    }

    @Test
    void read_instanceOfVersion1Only_isNotAskedWithoutAToken() {
        instance.version1();

        assertThatThrownBy(() -> read(InstanceFacts.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status=405");
        assertThat(instance.requests()).containsExactly("PUT /latest/api/token");
    }

    @Test
    void read_answerThatNeverEnds_failsWithinTheTimeLimit() {
        instance.stuckAt(FakeInstance.ZONE_PATH);

        assertThatThrownBy(() -> read(instance.uri(), Duration.ofMillis(500), InstanceFacts.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer within 500 ms");
    }

    @Test
    void read_endlessAnswer_isRefused() {
        instance.with(FakeInstance.TOKEN_PATH, "t".repeat(100_000));

        assertThatThrownBy(() -> read(InstanceFacts.NONE)).isInstanceOf(IOException.class);
    }

    @Test
    void read_nobodyListens_fails() {
        URI closed = instance.uri();
        instance.close();

        assertThatThrownBy(() -> read(closed, PATIENT, InstanceFacts.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Connect");
    }

    @Test
    void read_proxyOfTheJvm_isNotUsed() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new UnusableProxy());
        try {
            assertThat(read(InstanceFacts.NONE).region()).isEqualTo("eu-west-1");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private InstanceFacts read(InstanceFacts known) throws IOException, InterruptedException {
        return read(instance.uri(), PATIENT, known);
    }

    private static InstanceFacts read(URI endpoint, Duration limit, InstanceFacts known)
            throws IOException, InterruptedException {
        try (InstanceMetadata metadata = new InstanceMetadata(endpoint, limit)) {
            return metadata.read(known);
        }
    }

    private static final class UnusableProxy extends ProxySelector {

        @Override
        public List<Proxy> select(URI uri) {
            throw new IllegalStateException("asked for a proxy: " + uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
