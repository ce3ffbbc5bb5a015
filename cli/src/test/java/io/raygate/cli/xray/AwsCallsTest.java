// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsCallsTest {

    @Test
    void call_aws_isSignedForTheRegion() throws IOException {
        try (FakeXRay fake = new FakeXRay().answering(200, "{\"Traces\":[]}");
                XRay xray = AwsCalls.to(Region.of("eu-west-3"), URI.create(fake.address()))) {
            assertThat(xray.call("/Traces", Json.object()).has("Traces")).isTrue();

            assertThat(xray.isLocal()).isFalse();
            assertThat(fake.signatures())
                    .singleElement()
                    .asString()
                    .startsWith("AWS4-HMAC-SHA256 Credential=test/")
                    .contains("/eu-west-3/xray/aws4_request");
        }
    }

    @Test
    void call_denied_namesThePolicy() throws IOException {
        try (FakeXRay fake = new FakeXRay().answering(403, "{\"Message\":\"User is not authorized\"}");
                XRay xray = AwsCalls.to(Region.of("eu-west-3"), URI.create(fake.address()))) {
            assertThatThrownBy(() -> xray.call("/Traces", Json.object()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("User is not authorized", "AWSXRayReadOnlyAccess");
        }
    }

    @Test
    void region_ofTheEnvironment_theFirstThatIsSet() {
        assertThat(AwsCalls.region(Map.of("AWS_REGION", "eu-west-1", "AWS_DEFAULT_REGION", "eu-west-2")))
                .contains(Region.EU_WEST_1);
        assertThat(AwsCalls.region(Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", "eu-west-2")))
                .contains(Region.EU_WEST_2);
    }
}
