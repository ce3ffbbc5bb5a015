// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.gateway.Documents;
import io.raygate.gateway.RandomDocuments;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.EventRedactor.Redacted;
import io.raygate.gateway.validate.ValidDocument;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.explain.DocumentOracle;
import io.raygate.schema.explain.SchemaChecker;
import io.raygate.testing.RunLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the byte-level redaction together with one that works on trees, on many odd documents and on the corpus. */
class RedactionPropertyTest {

    private static final int DOCUMENTS = RunLength.of("raygate.mutations", 2_000, 200_000);
    private static final long SEED = Long.getLong("raygate.seed", 20_261_122L);
    private static final String KEY = "a key of some length";
    private static final TenantId TENANT = new TenantId("shop");

    private static final List<String> NAMES = List.of(
            "*",
            "*",
            "**",
            "**",
            "password",
            "user",
            "metadata",
            "annotations",
            "http",
            "request",
            "url",
            "sql",
            "sanitized_query",
            "card",
            "a",
            "id",
            "name",
            "cause",
            "exceptions",
            "stack",
            "line",
            "status",
            "namespace",
            "eks",
            "aws");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.STRICT);
    private final DocumentOracle oracle = new DocumentOracle(DocumentLimits.DEFAULT, new SchemaChecker());

    @Test
    void redact_oddDocuments_doesWhatTreesDo() {
        RandomDocuments documents = new RandomDocuments(SEED);
        List<byte[]> valid = Stream.concat(
                        RandomDocuments.corpus().stream(),
                        Stream.generate(documents::next).limit(DOCUMENTS))
                .filter(document -> validator.validate(document, 0, document.length) instanceof Accepted)
                .toList();
        for (int i = 0; i < valid.size(); i += 20) {
            List<RedactionRule> rules = rules();
            valid.subList(i, Math.min(valid.size(), i + 20)).forEach(document -> check(document, rules));
        }
        assertThat(valid).hasSizeGreaterThan(DOCUMENTS / 2);
    }

    @Test
    void redact_quarantinedDocuments_redactsWhatIsJsonAndWithholdsTheRest() {
        RandomDocuments documents = new RandomDocuments(SEED);
        for (int i = 0; i < DOCUMENTS / 10; i++) {
            List<RedactionRule> rules = rules();
            byte[] document = documents.next();
            byte[] broken = document.clone();
            broken[random.nextInt(broken.length)] = (byte) "{}[],:\"\\x".charAt(random.nextInt(9));
            checkQuarantined(document, rules);
            checkQuarantined(broken, rules);
        }
    }

    private void check(byte[] document, List<RedactionRule> rules) {
        Redacted event = redact(document, rules);
        assertThat(event.quarantined()).as("%s", rules).isEmpty();
        byte[] redacted = event.toSend().getFirst().received().document().body();

        assertThat(RandomDocuments.tree(redacted))
                .as("%s", rules)
                .isEqualTo(new TreeRedactor(rules, KEY, TENANT.value()).redacted(RandomDocuments.tree(document)));
        assertThat(oracle.violations(redacted)).isEmpty();
        assertThat(redact(redacted, rules).redacted()).isEmpty();
    }

    private Redacted redact(byte[] document, List<RedactionRule> rules) {
        validator.validate(document, 0, document.length);
        ValidDocument valid =
                new ValidDocument(received(document), validator.offsets().copy());
        return redactor(rules).redact(List.of(valid), List.of(), List.of());
    }

    private void checkQuarantined(byte[] document, List<RedactionRule> rules) {
        ReceivedDocument received = received(document);
        byte[] kept = redactor(rules)
                .redact(
                        List.of(),
                        List.of(Quarantined.whole(received, QuarantineReason.CLUSTER_NOT_OWNED, "x")),
                        List.of())
                .quarantined()
                .getFirst()
                .document()
                .document()
                .body();
        if (!WellFormed.isReadable(received.document())) {
            assertThat(new String(kept, java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("{\"raygate_withheld\"");
        } else if (oracle.violations(document).isEmpty()) {
            assertThat(RandomDocuments.tree(kept))
                    .isEqualTo(new TreeRedactor(rules, KEY, TENANT.value()).redacted(RandomDocuments.tree(document)));
        }
    }

    private static EventRedactor redactor(List<RedactionRule> rules) {
        return new EventRedactor(
                TENANT,
                RedactionPolicy.of(Redaction.compile(rules), Unreadable.WITHHOLD),
                Optional.of(new HashKey(KEY)),
                SegmentValidator.of(ValidationMode.STRICT));
    }

    private static ReceivedDocument received(byte[] document) {
        return new ReceivedDocument(
                0, Documents.BLOCK, new Document(0, DocumentKind.XRAY_JSON, 1, document, 0, document.length));
    }

    private List<RedactionRule> rules() {
        List<RedactionRule> rules = new ArrayList<>();
        int wanted = 1 + random.nextInt(3);
        while (rules.size() < wanted) {
            List<String> names = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                names.add(NAMES.get(random.nextInt(NAMES.size())));
            }
            RedactionAction action = RedactionAction.values()[random.nextInt(3)];
            try {
                rules.add(new RedactionRule(new RedactionPath(names), action, random.nextInt(20)));
            } catch (IllegalArgumentException _) {
                // refused at load: another one
            }
        }
        return rules;
    }
}
