// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.block.Workload;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkloadFileTest {

    @Test
    void parse_everyKey_isInTheWorkload() {
        Map<InetAddress, Workload> workloads = parse("""
                workloads:
                  127.0.0.2:
                    namespace: shop
                    pod: storefront-1
                    podUid: u-1
                    workload: storefront
                    container: web
                    containerId: abc
                    image: example/storefront:1.4
                    labels: {app.kubernetes.io/version: 1.40, canary: no}
                """);

        assertThat(workloads)
                .containsExactly(Map.entry(
                        InetAddress.ofLiteral("127.0.0.2"),
                        new Workload(
                                "127.0.0.2",
                                "shop",
                                "storefront-1",
                                "u-1",
                                "storefront",
                                "web",
                                "abc",
                                "example/storefront:1.4",
                                Map.of("app.kubernetes.io/version", "1.40", "canary", "no"))));
    }

    @Test
    void parse_jsonWithIpv6_isUnderstood() {
        Map<InetAddress, Workload> workloads = parse("{\"workloads\":{\"2001:db8::7\":{\"namespace\":\"shop\"}}}");

        assertThat(workloads.get(InetAddress.ofLiteral("2001:db8:0:0:0:0:0:7")))
                .extracting(Workload::namespace)
                .isEqualTo("shop");
    }

    @Test
    void parse_noEntries_namesNobody() {
        assertThat(parse("workloads: {}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet", "{}", "workloads:"})
    void parse_fileThatHoldsNothing_isRefused(String content) {
        assertThatThrownBy(() -> parse(content)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            workloads: {shop: {namespace: a}}                    | /workloads/shop: the object does not stand under an address; write an IPv4 or IPv6 literal without a port
            workloads: {127.0.0.2: {pod: a}}                     | /workloads/127.0.0.2/namespace: is missing; write the namespace of the pod
            workloads: {127.0.0.2: {namespace: a, node: b}}      | /workloads/127.0.0.2/node: is not known here; write container, containerId, image, labels, namespace, pod, podUid, workload
            workloads: {127.0.0.2: {namespace: [a]}}             | /workloads/127.0.0.2/namespace: the list is not a string
            workloads: [a]                                       | /workloads: the list is not an object
            wrklds: {}                                           | /wrklds: is not known here; write workloads
            - a                                                  | the file, a list, is not an object
            workloads: {"::1": {namespace: a}, "0:0:0:0:0:0:0:1": {namespace: b}} | /workloads/0:0:0:0:0:0:0:1: the object has the address of another entry; keep one of them
            """)
    void parse_unusable_saysWhereAndWhat(String content, String message) {
        assertThatThrownBy(() -> parse(content))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void parse_notYaml_namesTheLine() {
        assertThatThrownBy(() -> parse("workloads:\n  a: {"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("line \\d+: .*; write YAML or JSON");
    }

    @Test
    void parse_duplicateKey_isRefused() {
        assertThatThrownBy(() -> parse("workloads:\n  127.0.0.2: {namespace: a}\n  127.0.0.2: {namespace: b}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duplicate key");
    }

    @Test
    void parse_moreEntriesThanAllowed_isRefused() {
        assertThatThrownBy(() -> WorkloadFile.parse(
                        "workloads: {127.0.0.2: {namespace: a}, 127.0.0.3: {namespace: a}}"
                                .getBytes(StandardCharsets.UTF_8),
                        1))
                .hasMessageContaining("raygate.workloads.max-pods");
    }

    @Test
    void parse_entryTooLarge_isRefused() {
        assertThatThrownBy(() -> parse("workloads: {127.0.0.2: {namespace: a, image: " + "x".repeat(9_000) + "}}"))
                .hasMessageContaining("shorten it to 8192");
    }

    private static Map<InetAddress, Workload> parse(String content) {
        return WorkloadFile.parse(content.getBytes(StandardCharsets.UTF_8), 100);
    }
}
