// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A forwarder reaches EC2 instance metadata where the chart says so, and nowhere else. */
class InstanceMetadataTest extends OnExampleTree {

    private static final String ADDRESS = "169.254.169.254/32";

    @Test
    void networkPolicy_everyCluster_keepsMetadataClosed() {
        tree.applications().stream()
                .filter(application -> application.name().startsWith("edge-"))
                .forEach(application -> assertThat(text(application, "NetworkPolicy"))
                        .isNotEmpty()
                        .doesNotContain(ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void chart_imds_opensTheAddressAndTellsTheForwarder(boolean imds) {
        Application application = tree.application("edge-payments-prod-euw1")
                .with(Yaml.MAPPER.createObjectNode().put("imds", imds));

        assertThat(text(application, "NetworkPolicy").contains(ADDRESS)).isEqualTo(imds);
        assertThat(text(application, "ConfigMap")).contains("imds: " + imds);
    }

    private static String text(Application application, String kind) {
        return application.render(root, kind).getFirst().toString();
    }
}
