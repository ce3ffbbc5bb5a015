// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.workload.kubernetes.WatchEvent.ApiObject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PodReaderTest {

    private static final String DEPLOYED = """
            {"apiVersion": "v1", "kind": "Pod",
             "status": {
               "phase": "Running", "hostIP": "10.0.0.9", "podIP": "10.0.7.12",
               "podIPs": [{"ip": "10.0.7.12"}, {"ip": "2001:db8::7"}],
               "conditions": [{"type": "Ready", "status": "True"}],
               "initContainerStatuses": [{"name": "setup", "containerID": "containerd://000"}],
               "containerStatuses": [{"name": "web", "image": "sha256:1", "containerID": "containerd://3f9a", "ready": true}]},
             "metadata": {
               "name": "storefront-5d8c7b9f6-x2x7q", "namespace": "shop", "uid": "u-1", "resourceVersion": "77",
               "creationTimestamp": "2026-11-22T10:00:00Z",
               "labels": {"app": "storefront", "pod-template-hash": "5d8c7b9f6", "tier": "web"},
               "ownerReferences": [
                 {"kind": "Other", "name": "not-the-controller"},
                 {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "storefront-5d8c7b9f6", "controller": true}],
               "managedFields": [{"fieldsV1": {"f:metadata": {"f:labels": {}}}}]},
             "spec": {
               "nodeName": "node-1", "initContainers": [{"name": "setup", "image": "setup:1"}],
               "containers": [{"name": "web", "image": "example/storefront:1.4", "env": [{"name": "A", "value": "B"}]}]}}
            """;

    @Test
    void read_podOfADeployment_everythingIsThere() throws IOException {
        ApiObject object = read(DEPLOYED);

        assertThat(object.resourceVersion()).isEqualTo("77");
        assertThat(object.pod())
                .isEqualTo(new Pod(
                        "u-1",
                        "shop",
                        "storefront-5d8c7b9f6-x2x7q",
                        Instant.parse("2026-11-22T10:00:00Z"),
                        List.of(InetAddress.ofLiteral("10.0.7.12"), InetAddress.ofLiteral("2001:db8::7")),
                        false,
                        false,
                        false,
                        "storefront",
                        "web",
                        "3f9a",
                        "example/storefront:1.4",
                        Map.of("tier", "web")));
    }

    @Test
    void read_podOfTwoContainers_namesNone() throws IOException {
        Pod pod = read(DEPLOYED.replace("\"containers\": [", "\"containers\": [{\"name\":\"proxy\",\"image\":\"p\"},"))
                .pod();

        assertThat(pod.container()).isEmpty();
        assertThat(pod.containerId()).isEmpty();
        assertThat(pod.image()).isEmpty();
    }

    @Test
    void read_flags_areUnderstood() throws IOException {
        Pod pod = read("{\"metadata\":{\"deletionTimestamp\":\"2026-11-22T10:00:00Z\"},"
                        + "\"spec\":{\"hostNetwork\":true},\"status\":{\"phase\":\"Failed\"}}")
                .pod();

        assertThat(pod.terminating()).isTrue();
        assertThat(pod.hostNetwork()).isTrue();
        assertThat(pod.ended()).isTrue();
    }

    @Test
    void read_otherTypesThanExpected_arePassedOver() throws IOException {
        ApiObject object = read("{\"metadata\":[1],\"spec\":\"x\",\"status\":{\"podIP\":5,\"podIPs\":{\"ip\":\"1\"},"
                + "\"containerStatuses\":[1,null,[]]},\"code\":\"410\"}");

        assertThat(object.pod().hasAddress()).isFalse();
        assertThat(object.code()).isEqualTo(410);
    }

    @Test
    void read_brokenOffAnywhere_throws() {
        for (int length = 1; length < DEPLOYED.stripTrailing().length(); length++) {
            String part = DEPLOYED.substring(0, length);
            assertThatThrownBy(() -> read(part)).as("%s bytes", length).isInstanceOf(IOException.class);
        }
    }

    private static ApiObject read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("empty");
            }
            return PodReader.read(parser, Set.of("tier"));
        }
    }
}
