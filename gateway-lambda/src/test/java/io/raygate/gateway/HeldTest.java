// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.block.Origin;
import io.raygate.block.SigningKeys;
import io.raygate.block.UnreadableBlock.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenant without a policy that can be used, on a stream and in queues that it shares with others. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
@TestProfile(HeldTest.Policies.class)
class HeldTest {

    private static final Path KEYS = Path.of("target", "held-signing-keys");
    private static final Path TENANTS = Path.of("target", "held-tenants");
    private static final String SECRET = "4111-1111";
    private static final String NOTHING_LEFT = "{\"batchItemFailures\":[]}";

    @Inject
    @Named("gateway")
    RequestStreamHandler gateway;

    @Inject
    @Named("redrive")
    RequestStreamHandler redrive;

    @BeforeEach
    void reset() throws IOException {
        FakeXRay.reset(0);
        FakeSqs.reset(0, 0);
        Files.createDirectories(KEYS);
        Files.createDirectories(TENANTS);
        for (String tenant : List.of("bank", "toys", "new")) {
            Files.writeString(KEYS.resolve(tenant), key(tenant));
        }
        Files.writeString(TENANTS.resolve("bank.yaml"), policy("bank"));
        Files.writeString(TENANTS.resolve("toys.yaml"), policy("toys"));
        Files.deleteIfExists(TENANTS.resolve("new.yaml"));
    }

    @ParameterizedTest
    @CsvSource({"'', POLICY_UNKNOWN", "'kind: Nothing', POLICY_INVALID", "'{', POLICY_INVALID"})
    void event_tenantWithoutPolicyThatCanBeUsed_isHeldAndOthersAreDeliveredOnce(String text, String code)
            throws IOException {
        if (!text.isEmpty()) {
            Files.writeString(TENANTS.resolve("new.yaml"), text);
        }

        assertThat(handle(gateway, Events.json(threeTenants()))).isEqualTo(NOTHING_LEFT);

        assertThat(taken()).containsExactlyInAnyOrder(1, 4);
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("held");
        assertThat(FakeSqs.sent().getFirst().json().get("code").textValue()).isEqualTo(code);
        assertThat(FakeSqs.sent().getFirst().json().get("sequenceNumber").textValue())
                .isEqualTo(Events.sequenceNumber(1));
    }

    @Test
    void event_roleOfOneTenantIsDenied_isHeldAtOnceAndOthersAreDeliveredOnce() throws IOException {
        Files.writeString(
                TENANTS.resolve("new.yaml"),
                policy("new") + "  target:\n    roleArn: arn:aws:iam::444455556666:role/raygate-put-trace-segments\n");

        assertThat(handle(gateway, Events.json(threeTenants()))).isEqualTo(NOTHING_LEFT);

        assertThat(taken()).containsExactlyInAnyOrder(1, 4);
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("held");
        assertThat(FakeSqs.sent().getFirst().json().get("code").textValue()).isEqualTo("TARGET_DENIED");
    }

    @Test
    void event_heldQueueIsDown_reportsTheRecordAndDeliversTheOthers() throws IOException {
        FakeSqs.answerAll("{}");

        assertThat(handle(gateway, Events.json(threeTenants())))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + Events.sequenceNumber(1) + "\"}]}");

        assertThat(taken()).containsExactlyInAnyOrder(1, 4);
    }

    @Test
    void redrive_heldRecord_staysWithoutPolicyAndIsDeliveredWithOne() throws IOException {
        handle(gateway, Events.json(threeTenants()));
        List<String> held = FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList();
        reset();

        assertThat(handle(redrive, Events.sqsJson("held", held)))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-0\"}]}");
        assertThat(FakeSqs.sent()).isEmpty();
        assertThat(FakeXRay.taken()).isEmpty();

        Files.writeString(TENANTS.resolve("new.yaml"), policy("new"));

        assertThat(handle(redrive, Events.sqsJson("held", held))).isEqualTo(NOTHING_LEFT);
        assertThat(taken()).containsExactlyInAnyOrder(2, 3);
        assertThat(FakeSqs.sent()).isEmpty();
    }

    @Test
    void redrive_documentOfTenantWithoutPolicy_goesToTheHeldQueueAndOthersAreSent() throws IOException {
        Files.writeString(TENANTS.resolve("new.yaml"), policy("new"));
        List<byte[]> records = List.of(
                Events.block(signed("new"), List.of("{\"of\":\"new\"}")),
                Events.block(signed("bank"), List.of("{\"of\":\"bank\"}")));
        handle(gateway, Events.json(records));
        List<String> quarantined =
                FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList();
        reset();

        assertThat(handle(redrive, Events.sqsJson(quarantined))).isEqualTo(NOTHING_LEFT);

        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactlyInAnyOrder("held", "parked");
        assertThat(FakeSqs.sent())
                .filteredOn(sent -> sent.queue().equals("held"))
                .extracting(FakeSqs.Sent::body)
                .containsExactly(quarantined.getFirst());
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_DICTIONARY", "UNSUPPORTED_VERSION"})
    void event_recordOfAnotherVersion_isHeldAsItCameAndStaysUntilAGatewayReadsIt(Reason reason) throws IOException {
        byte[] newer = RawBlocks.ofAnotherVersion(reason);
        List<byte[]> records = List.of(Events.block(signed("bank"), List.of(Events.segment(1))), newer);

        assertThat(handle(gateway, Events.json(records))).isEqualTo(NOTHING_LEFT);

        assertThat(taken()).containsExactly(1);
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("held");
        JsonNode held = FakeSqs.sent().getFirst().json();
        assertThat(held.get("reason").textValue()).isEqualTo("UNREADABLE_BLOCK");
        assertThat(held.get("code").textValue()).isEqualTo(reason.name());
        assertThat(Base64.getDecoder().decode(held.get("body").textValue())).isEqualTo(newer);
        String body = FakeSqs.sent().getFirst().body();
        reset();

        assertThat(handle(redrive, Events.sqsJson("held", List.of(body))))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-0\"}]}");
        assertThat(FakeSqs.sent()).isEmpty();

        byte[] readable = Events.block(signed("toys"), List.of(Events.segment(2)));
        String newGateway =
                body.replace(held.get("body").textValue(), Base64.getEncoder().encodeToString(readable));
        assertThat(handle(redrive, Events.sqsJson("held", List.of(newGateway)))).isEqualTo(NOTHING_LEFT);
        assertThat(taken()).containsExactly(2);
    }

    @Test
    void event_recordOfAnotherVersionAndHeldQueueIsDown_reportsIt() throws IOException {
        FakeSqs.answerAll("{}");
        List<byte[]> records = List.of(
                Events.block(signed("bank"), List.of(Events.segment(1))),
                RawBlocks.ofAnotherVersion(Reason.UNKNOWN_DICTIONARY));

        assertThat(handle(gateway, Events.json(records)))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + Events.sequenceNumber(1) + "\"}]}");
    }

    @Test
    void redrive_quarantinedRecordOfAnotherVersion_movesToTheHeldQueue() throws IOException {
        handle(gateway, Events.json(List.of(RawBlocks.ofAnotherVersion(Reason.UNSUPPORTED_VERSION))));
        String body = FakeSqs.sent().getFirst().body();
        reset();

        assertThat(handle(redrive, Events.sqsJson(List.of(body)))).isEqualTo(NOTHING_LEFT);

        assertThat(FakeSqs.sent()).containsExactly(new FakeSqs.Sent("held", body));
    }

    @Test
    void redrive_heldRecordThatRedactionCannotRead_isParkedWithoutItsContent() throws IOException {
        String ofNew = Events.json(List.of(SECRET.getBytes(StandardCharsets.UTF_8)))
                .replace("stream/raygate-shop", "stream/raygate-new");
        handle(gateway, ofNew);
        List<String> held = FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList();
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("held");
        reset();
        Files.writeString(TENANTS.resolve("new.yaml"), policy("new"));

        assertThat(handle(redrive, Events.sqsJson("held", held))).isEqualTo(NOTHING_LEFT);

        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("parked");
        assertThat(FakeSqs.sent().getFirst().json().get("code").textValue()).isEqualTo("NOT_A_BLOCK");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(FakeSqs.sent()
                                        .getFirst()
                                        .json()
                                        .get("body")
                                        .textValue()),
                        StandardCharsets.UTF_8))
                .startsWith("{\"raygate_withheld\"")
                .doesNotContain(SECRET);
    }

    @Test
    void redrive_heldRecordThatIsNobodysNow_isParkedRedacted() throws IOException {
        String secretive = Events.segment(7).replace("\"start_time\"", "\"user\":\"" + SECRET + "\",\"start_time\"");
        handle(gateway, Events.json(List.of(Events.block(signed("new"), List.of(secretive)))));
        List<String> held = FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList();
        reset();
        Files.delete(KEYS.resolve("new"));

        assertThat(handle(redrive, Events.sqsJson("held", held))).isEqualTo(NOTHING_LEFT);

        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("parked");
        assertThat(FakeSqs.sent().getFirst().json().get("code").textValue()).isEqualTo("ORIGIN_NOT_SIGNED");
        assertThat(FakeSqs.sent().getFirst().json().get("body").textValue())
                .startsWith("{\"name\":\"checkout\"")
                .doesNotContain(SECRET);
    }

    /** Numbers of the segments, to which their tenants' policies add something. */
    private static List<Integer> taken() {
        return FakeXRay.taken().stream()
                .map(document -> RandomDocuments.tree(document.getBytes(StandardCharsets.UTF_8))
                        .get("id")
                        .textValue())
                .map(id -> Integer.valueOf(id, 16))
                .toList();
    }

    private static List<byte[]> threeTenants() {
        return List.of(
                Events.block(signed("bank"), List.of(Events.segment(1))),
                Events.block(signed("new"), List.of(Events.segment(2), Events.segment(3))),
                Events.block(signed("toys"), List.of(Events.segment(4))));
    }

    private static String policy(String tenant) {
        return """
                apiVersion: raygate/v1
                kind: Tenant
                metadata:
                  name: %s
                spec:
                  clusters:
                    - name: demo
                      env: dev
                """.formatted(tenant);
    }

    private static Origin signed(String tenant) {
        Origin origin = new Origin("demo", "", "", "", "", "", "", Events.newProducer());
        return SigningKeys.parse(key(tenant)).sign(origin, tenant);
    }

    private static String key(String tenant) {
        return "1 " + tenant.repeat(32).substring(0, 40 - tenant.length());
    }

    private static String handle(RequestStreamHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new FakeContext(8_000));
        return output.toString(StandardCharsets.UTF_8);
    }

    /** The stream of the events is shared, and policies are files, read anew each time. */
    public static final class Policies implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "raygate.redact.platform[0].path", "user",
                    "raygate.redact.platform[0].action", "drop",
                    "raygate.tenancy.shared-streams", "raygate-shop",
                    "raygate.tenancy.signing-keys.directory", KEYS.toString(),
                    "raygate.tenancy.signing-keys.refresh", "0s",
                    "raygate.policy.source", "directory",
                    "raygate.policy.directory", TENANTS.toString(),
                    "raygate.policy.environment", "dev");
        }
    }
}
