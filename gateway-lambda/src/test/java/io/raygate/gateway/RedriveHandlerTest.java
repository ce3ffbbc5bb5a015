// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** The same artefact as the function of the quarantine queue. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
@TestProfile(RedriveHandlerTest.AsRedrive.class)
class RedriveHandlerTest {

    @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
    int port;

    @Test
    void event_messageThatQuarantineDidNotWrite_isParkedAsItIs() {
        FakeXRay.reset(0);
        FakeSqs.reset(0, 0);

        given().port(port)
                .contentType("application/json")
                .body(Events.sqsJson(List.of("hello")))
                .post("/")
                .then()
                .statusCode(200)
                .body(equalTo("{\"batchItemFailures\":[]}"));

        assertThat(FakeSqs.sent()).containsExactly(new FakeSqs.Sent("parked", "hello"));
    }

    /** What {@code QUARKUS_LAMBDA_HANDLER=redrive} does. */
    public static final class AsRedrive implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.lambda.handler", "redrive");
        }
    }
}
