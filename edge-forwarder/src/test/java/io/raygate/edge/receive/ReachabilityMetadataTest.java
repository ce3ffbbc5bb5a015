// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What native images are told of our downcalls is what the code links. */
class ReachabilityMetadataTest {

    private static final String FILE = "/META-INF/native-image/io.raygate/edge-forwarder/reachability-metadata.json";

    @Test
    void downcalls_listed_areThoseOfTheCode() throws IOException {
        assertThat(listed()).isEqualTo(List.of(describe(Recvmmsg.DESCRIPTOR)));
    }

    private static List<JsonObject> listed() throws IOException {
        try (InputStream file = ReachabilityMetadataTest.class.getResourceAsStream(FILE)) {
            assertThat(file).isNotNull();
            return new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .getJsonObject("foreign").getJsonArray("downcalls").stream()
                            .map(JsonObject.class::cast)
                            .toList();
        }
    }

    /** The code reads errno after each call. */
    private static JsonObject describe(FunctionDescriptor descriptor) {
        return new JsonObject()
                .put("returnType", name(descriptor.returnLayout().orElseThrow()))
                .put(
                        "parameterTypes",
                        descriptor.argumentLayouts().stream()
                                .map(ReachabilityMetadataTest::name)
                                .toList())
                .put("options", new JsonObject().put("captureCallState", true));
    }

    private static String name(MemoryLayout layout) {
        return switch (layout) {
            case ValueLayout.OfInt _ -> "jint";
            case AddressLayout _ -> "void*";
            default -> throw new AssertionError("name this layout: " + layout);
        };
    }
}
