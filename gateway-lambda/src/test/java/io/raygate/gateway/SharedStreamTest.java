// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.block.Origin;
import io.raygate.block.SigningKeys;
import io.raygate.block.TenantClaim;
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

import static org.assertj.core.api.Assertions.assertThat;

/** The function on a stream that two tenants share. */
@QuarkusTest
@QuarkusTestResource(FakeXRay.class)
@TestProfile(SharedStreamTest.Shared.class)
class SharedStreamTest {

    private static final Path KEYS = Path.of("target", "signing-keys");
    private static final String BANK_KEY = "1 " + "b".repeat(32);
    private static final String TOYS_KEY = "7 " + "t".repeat(32);
    private static final String SECRET = "anna@example.com";
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
        Files.writeString(KEYS.resolve("bank"), BANK_KEY);
        Files.writeString(KEYS.resolve("toys"), TOYS_KEY);
    }

    @Test
    void event_severalTenants_deliversEachAndKeepsWhatIsNobodys() throws IOException {
        Origin bank = signed(BANK_KEY, "bank");
        List<byte[]> records = List.of(
                Events.block(bank, List.of(Events.segment(1), Events.segment(2))),
                Events.block(signed(TOYS_KEY, "toys"), List.of(Events.segment(3), "not json")),
                Events.block(Origin.unknown(5), List.of(Events.segment(4))),
                Events.block(
                        bank.withClaim(new TenantClaim("toys", 1, bank.claim().signature())),
                        List.of(Events.segment(5))),
                new byte[] {1, 2, 3});

        assertThat(handle(gateway, Events.json(records))).isEqualTo(NOTHING_LEFT);

        assertThat(FakeXRay.taken()).containsExactlyInAnyOrder(Events.segment(1), Events.segment(2), Events.segment(3));
        assertThat(FakeSqs.sent())
                .extracting(sent -> sent.json().get("tenant").textValue() + " "
                        + sent.json().get("code").textValue())
                .containsExactlyInAnyOrder(
                        "toys NOT_JSON", "shop ORIGIN_NOT_SIGNED", "shop ORIGIN_NOT_SIGNED", "shop NOT_A_BLOCK");
    }

    @Test
    void event_xrayThrottles_reportsTheFirstRecordOfAnyTenant() throws IOException {
        FakeXRay.reset(10_000);
        List<byte[]> records = List.of(
                Events.block(Origin.unknown(5), List.of(Events.segment(1))),
                Events.block(signed(TOYS_KEY, "toys"), List.of(Events.segment(2))),
                Events.block(signed(BANK_KEY, "bank"), List.of(Events.segment(3))));

        assertThat(handle(gateway, Events.json(records)))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + Events.sequenceNumber(1) + "\"}]}");
    }

    @Test
    void redrive_whatIsNobodys_isParkedUntilItsKeyIsKnown() throws IOException {
        String newKey = "8 " + "n".repeat(32);
        List<byte[]> records = List.of(
                Events.block(Origin.unknown(5), List.of(Events.segment(1))),
                Events.block(signed(newKey, "toys"), List.of(Events.segment(2))));
        handle(gateway, Events.json(records));
        List<String> bodies = FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList();
        FakeSqs.reset(0, 0);
        Files.writeString(KEYS.resolve("toys"), TOYS_KEY + "\n" + newKey);

        assertThat(handle(redrive, Events.sqsJson(bodies))).isEqualTo(NOTHING_LEFT);

        assertThat(FakeXRay.taken()).containsExactly(Events.segment(2));
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::queue).containsExactly("parked");
        assertThat(FakeSqs.sent().getFirst().body()).isEqualTo(bodies.getFirst());
    }

    @Test
    void event_secretUnderAPlatformRule_leavesInNoForm() throws IOException {
        String secretive = Events.segment(1)
                .replace("\"start_time\"", "\"annotations\":{\"user-email\":\"" + SECRET + "\"},\"start_time\"");
        String encodedTwice = "\"" + secretive.replace("\"", "\\\"") + "\"";
        List<String> documents = List.of(
                secretive,
                encodedTwice,
                "[" + encodedTwice + "]",
                secretive.substring(1),
                secretive.replace("\"name\"", "\"nome\""));
        List<byte[]> records = List.of(
                Events.block(signed(BANK_KEY, "bank"), documents),
                Events.block(Origin.unknown(5), documents),
                secretive.getBytes(StandardCharsets.UTF_8));

        assertThat(handle(gateway, Events.json(records))).isEqualTo(NOTHING_LEFT);

        assertThat(FakeXRay.taken()).singleElement().asString().doesNotContain(SECRET);
        List<String> kept =
                FakeSqs.sent().stream().map(SharedStreamTest::readable).toList();
        assertThat(kept).hasSize(10).allSatisfy(message -> assertThat(message).doesNotContain(SECRET));
        assertThat(kept)
                .filteredOn(message -> message.contains("raygate_withheld"))
                .hasSize(7);

        List<String> bodies = FakeSqs.sent().stream().map(FakeSqs.Sent::body).toList();
        List<String> withheld = FakeSqs.sent().stream()
                .filter(sent -> content(sent).startsWith("{\"raygate_withheld\""))
                .map(FakeSqs.Sent::body)
                .toList();
        FakeSqs.reset(0, 0);
        handle(redrive, Events.sqsJson(withheld));
        assertThat(FakeSqs.sent()).extracting(FakeSqs.Sent::body).containsExactlyInAnyOrderElementsOf(withheld);

        FakeSqs.reset(0, 0);
        handle(redrive, Events.sqsJson(bodies));
        assertThat(FakeSqs.sent())
                .hasSize(10)
                .allSatisfy(sent -> assertThat(sent.queue()).isEqualTo("parked"));
    }

    /** The message, and what its body says where that is encoded. */
    private static String readable(FakeSqs.Sent sent) {
        return sent.body() + content(sent);
    }

    private static String content(FakeSqs.Sent sent) {
        String body = sent.json().get("body").textValue();
        return sent.json().get("encoding").textValue().equals("base64")
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    private static Origin signed(String key, String tenant) {
        return SigningKeys.parse(key).sign(Origin.unknown(Events.newProducer()), tenant);
    }

    private static String handle(RequestStreamHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new FakeContext(8_000));
        return output.toString(StandardCharsets.UTF_8);
    }

    /** The stream of the events is shared, and keys are read anew each time. */
    public static final class Shared implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "raygate.redact.platform[0].path",
                    "annotations.user-email",
                    "raygate.redact.platform[0].action",
                    "drop",
                    "raygate.tenancy.shared-streams",
                    "raygate-others,arn:aws:kinesis:eu-west-1:111122223333:stream/raygate-shop",
                    "raygate.tenancy.signing-keys.directory",
                    KEYS.toString(),
                    "raygate.tenancy.signing-keys.refresh",
                    "0s");
        }
    }
}
