// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.gateway.Documents;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.EventRedactor.Redacted;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.gateway.validate.EventValidator.Validated;
import io.raygate.gateway.validate.ValidDocument;
import io.raygate.schema.AnnotationKeys;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.JsonText;
import io.raygate.schema.ValidationMode;
import io.raygate.testing.RunLength;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A secret under a path that a rule drops or hashes, by the name that the application wrote or by the one that leaves, in
 * documents of every condition: nothing that is sent or kept holds it.
 */
class SurvivalPropertyTest {

    private static final int DOCUMENTS = 2 * RunLength.of("raygate.mutations", 2_000, 200_000);
    private static final String SECRET = "s3cr3t-4111";
    private static final TenantId TENANT = new TenantId("shop");
    private static final List<String> KEYS =
            List.of("user-email", "user_email", "user email", "e-mail@home", "card", "a.b", "k:1", "_", "n-1-2");
    private static final List<String> NOISE = List.of(
            "\"user\":7,",
            "\"namespace\":null,",
            "\"in_progress\":false,",
            "\"annotations\":{\"user_email\":\"other\",\"x-y\":1,\"x_y\":2},",
            "\"http\":{\"response\":{\"status\":\"200\"}},",
            "\"metadata\":{\"m\":{\"NaN\":NaN}},",
            "\"unknown\":[{}],");

    private final SplittableRandom random = new SplittableRandom(Long.getLong("raygate.seed", 20_261_127L));
    private final EventValidator validator = new EventValidator();

    @Test
    void redact_secretUnderEitherName_nothingThatLeavesHoldsIt() {
        int sent = 0;
        int kept = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String key = pick(KEYS);
            List<RedactionRule> rules = List.of(rule(key));
            byte[] document = spoiled(document(key));
            Redacted event = redact(document, rules);
            sent += event.toSend().size();
            kept += event.quarantined().size();
            assertThat(leaving(event))
                    .as("rules=%s, document=%s", rules, new String(document, StandardCharsets.UTF_8))
                    .doesNotContain(SECRET);
        }
        assertThat(sent).isGreaterThan(DOCUMENTS / 10);
        assertThat(kept).isGreaterThan(DOCUMENTS / 10);
    }

    private Redacted redact(byte[] document, List<RedactionRule> rules) {
        ValidationMode mode = random.nextInt(4) == 0 ? ValidationMode.STRICT : ValidationMode.REPAIR;
        int maxBytes = DocumentLimits.XRAY_DOCUMENT_BYTES;
        EventRedactor redactor = new EventRedactor(
                TENANT,
                RedactionPolicy.of(Redaction.compile(rules), Unreadable.WITHHOLD),
                Optional.of(new HashKey("a key of some length")),
                validator.validator(ValidationMode.STRICT, maxBytes));
        ReceivedDocument received = new ReceivedDocument(
                0, Documents.BLOCK, new Document(0, DocumentKind.XRAY_JSON, 1, document, 0, document.length));
        Validated validated = validator.validate(mode, maxBytes, List.of(received), redactor::asWritten);
        assertThat(validated.toSend().size() + validated.quarantined().size()).isEqualTo(1 + validated.splitOff());
        return redactor.redact(validated.toSend(), validated.quarantined(), List.of());
    }

    private static String leaving(Redacted event) {
        List<String> texts = new ArrayList<>();
        for (ValidDocument valid : event.toSend()) {
            texts.add(valid.received().document().text());
        }
        for (Quarantined refused : event.quarantined()) {
            texts.add(refused.document().document().text() + refused.pointer() + refused.message());
        }
        return String.join("\n", texts);
    }

    /** By one of its names, or by a wildcard. */
    private RedactionRule rule(String key) {
        RedactionAction action = random.nextBoolean() ? RedactionAction.DROP : RedactionAction.HASH;
        String name = random.nextBoolean() ? key : repaired(key);
        List<String> names = switch (random.nextInt(4)) {
            case 0 -> List.of("**", name);
            case 1 -> List.of("annotations", "*");
            default -> List.of("annotations", name);
        };
        return new RedactionRule(new RedactionPath(names), action, 0);
    }

    private String document(String key) {
        String annotations = switch (random.nextInt(5)) {
            case 0 -> "{" + written(key) + ":\"first\"," + written(key) + ":\"" + SECRET + "\"}";
            case 1 -> "{" + written(key) + ":{\"" + SECRET + "\":{\"x\":\"" + SECRET + "\"}}}";
            case 2 -> "[{" + written(key) + ":\"" + SECRET + "\"}]";
            case 3 -> "\"{\\\"" + key + "\\\":\\\"" + SECRET + "\\\"}\"";
            default -> "{\"ok\":true," + written(key) + ":\"" + SECRET + "\"}";
        };
        // a hash keeps names, so that a secret one is for rules that drop
        String safe = annotations.replace("{\"" + SECRET + "\":", "{\"inner\":");
        String inner = "\"annotations\":" + safe;
        return random.nextBoolean() ? entity(inner, true) : entity(wrapped(inner), true);
    }

    private String wrapped(String inner) {
        String subsegments = "\"subsegments\":[" + entity(inner, false) + "]";
        return random.nextInt(3) == 0 ? wrapped(subsegments) : subsegments;
    }

    private String entity(String member, boolean root) {
        String noise = random.nextBoolean() ? pick(NOISE) : "";
        String trace = root ? "\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"," : "";
        String tail = random.nextBoolean() ? "" : ",\"z\":1";
        return "{\"name\":\"shop\",\"id\":\"70de5b6f19ff9a0a\"," + trace
                + "\"start_time\":1480000000.5,\"end_time\":1480000001.5," + noise + member + tail + "}";
    }

    /** The key as JSON, some characters escaped. */
    private String written(String key) {
        boolean escapes = random.nextInt(3) == 0;
        return key.chars()
                .mapToObj(c -> escapes && random.nextBoolean() ? "\\u%04x".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private byte[] spoiled(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, bytes.length - 1 - random.nextInt(bytes.length / 2));
            case 1 -> ("[" + document + "," + document + "]").getBytes(StandardCharsets.UTF_8);
            case 2 -> ("\ufeff" + document).getBytes(StandardCharsets.UTF_8);
            case 3 -> replaced(bytes, (byte) 0xC3);
            case 4 -> replaced(bytes, (byte) "{}[],:\"\\".charAt(random.nextInt(8)));
            case 5 -> doublyEncoded(document).getBytes(StandardCharsets.UTF_8);
            case 6 -> ("[" + doublyEncoded(document) + "]").getBytes(StandardCharsets.UTF_8);
            case 7 -> document.replace("\"id\"", "\"ident\"").getBytes(StandardCharsets.UTF_8);
            default -> bytes;
        };
    }

    /** Before the first name that is on the way to the secret, so that it stays where the rule looks for it. */
    private byte[] replaced(byte[] bytes, byte with) {
        String document = new String(bytes, StandardCharsets.UTF_8);
        int way = Math.min(document.indexOf("\"annotations"), (document + "\"subsegments").indexOf("\"subsegments"));
        bytes[random.nextInt(way)] = with;
        return bytes;
    }

    private static String doublyEncoded(String document) {
        return "\"" + document.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String repaired(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        JsonText text = new JsonText();
        text.read(bytes, 0, bytes.length);
        return AnnotationKeys.isLegal(text) ? key : AnnotationKeys.repaired(text);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
