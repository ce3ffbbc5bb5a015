// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The files of the forwarder's ConfigMap, and what must differ where there is neither a container nor a pods' API. */
record RenderedEdge(Path folder) {

    /** Writes the files as the kubelet mounts them. */
    static RenderedEdge mount(RenderedApplication edge, Path folder) throws IOException {
        JsonNode files = edge.only("ConfigMap").path("data");
        for (Map.Entry<String, JsonNode> file : files.properties()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue().asText());
        }
        return new RenderedEdge(folder);
    }

    /** Variables of the DaemonSet. */
    Map<String, String> environment() {
        return Map.of(
                "SMALLRYE_CONFIG_LOCATIONS", folder.resolve("application.yaml").toString());
    }

    /** Settings that count before those of the file: paths, addresses of this machine, logs for people, no pods. */
    Map<String, String> differences() {
        Map<String, String> differences = new HashMap<>();
        differences.put("raygate.proxy.host", "127.0.0.1");
        differences.put("raygate.management.host", "127.0.0.1");
        differences.put("raygate.otlp.grpc.host", "127.0.0.1");
        differences.put("raygate.otlp.http.host", "127.0.0.1");
        differences.put("raygate.log.json", "false");
        differences.put("raygate.workloads.source", "none");
        differences.put("raygate.spool.directory", folder.resolve("spool").toString());
        differences.put(
                "raygate.sampling.rules-file",
                folder.resolve("sampling-rules.yaml").toString());
        differences.put("raygate.limits.file", folder.resolve("limits.yaml").toString());
        return differences;
    }
}
