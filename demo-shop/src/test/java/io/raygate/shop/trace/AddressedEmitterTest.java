// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.amazonaws.xray.AWSXRayRecorder;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.config.DaemonConfiguration;
import com.amazonaws.xray.strategy.sampling.AllSamplingStrategy;
import io.raygate.shop.ListeningDaemon;
import io.raygate.shop.ListeningDaemon.Received;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

class AddressedEmitterTest {

    private ListeningDaemon daemon;

    @BeforeEach
    void listen() throws IOException {
        daemon = new ListeningDaemon(Duration.ofSeconds(10));
    }

    @AfterEach
    void stopListening() {
        daemon.close();
    }

    @Test
    void sendSegment_fromItsOwnAddress_framedAsTheDaemonReadsIt() throws IOException {
        InetAddress source = InetAddress.getByName("127.0.0.9");
        try (AddressedEmitter emitter = emitterFrom(source)) {
            recorder(emitter).createSegment("somebody", segment -> {
                segment.putAnnotation("umlaut", "äöü€😀");
            });
        }
        Received received = daemon.next();
        assertThat(received.source()).isEqualTo(source);
        assertThat(received.header()).isEqualTo("{\"format\": \"json\", \"version\": 1}");
        assertThat(received.document().at("/name").asText()).isEqualTo("somebody");
        assertThat(received.document().at("/annotations/umlaut").asText()).isEqualTo("äöü€😀");
    }

    @Test
    void sendSubsegment_streamedAheadOfItsSegment_isADocumentOfItsOwn() throws IOException {
        try (AddressedEmitter emitter = emitterFrom(InetAddress.getByName("127.0.0.1"))) {
            AWSXRayRecorder recorder = recorder(emitter);
            recorder.beginSegment("somebody");
            emitter.sendSubsegment(recorder.beginSubsegment("part"));
            recorder.endSubsegment();
            recorder.endSegment();
        }
        Received received = daemon.next();
        assertThat(received.document().at("/type").asText()).isEqualTo("subsegment");
        assertThat(received.document().at("/parent_id").asText()).hasSize(16);
    }

    private static AWSXRayRecorder recorder(AddressedEmitter emitter) {
        return AWSXRayRecorderBuilder.standard()
                .withEmitter(emitter)
                .withSamplingStrategy(new AllSamplingStrategy())
                .build();
    }

    private static AddressedEmitter emitterFrom(InetAddress source) throws IOException {
        try {
            return new AddressedEmitter(source, new DaemonConfiguration().getAddressForEmitter());
        } catch (BindException e) {
            return abort(source + " is no address of this machine: " + e.getMessage());
        }
    }
}
