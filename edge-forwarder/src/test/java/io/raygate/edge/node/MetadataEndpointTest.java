// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.raygate.edge.node.InstanceMetadata.MetadataEndpoint;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MetadataEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', http://169.254.169.254",
        "'', IPv4, http://169.254.169.254",
        "'', IPv6, http://[fd00:ec2::254]",
        "http://[fd00:ec2::254]/, '', http://[fd00:ec2::254]",
        "http://127.0.0.1:1338, IPv6, http://127.0.0.1:1338",
    })
    void of_endpointAndMode_isTheServiceMeant(String endpoint, String mode, URI expected) {
        assertThat(MetadataEndpoint.of(Map.of(
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT", endpoint, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", mode)))
                .contains(expected);
    }

    @Test
    void of_disabled_isNone() {
        assertThat(MetadataEndpoint.of(Map.of(
                        "AWS_EC2_METADATA_DISABLED", "True", "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_EC2_METADATA_SERVICE_ENDPOINT, 169.254.169.254",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT, http://[",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE, IPv5",
    })
    void of_unreadable_namesTheVariable(String variable, String value) {
        assertThatThrownBy(() -> MetadataEndpoint.of(Map.of(variable, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(variable);
    }
}
