// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import io.raygate.gateway.RandomDocuments;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EventEnricher;
import io.raygate.gateway.policy.PolicyFiles;
import io.raygate.gateway.policy.TenantPolicy;
import io.raygate.gateway.redact.EventRedactor;
import io.raygate.gateway.redact.EventRedactor.Redacted;
import io.raygate.gateway.redact.HashKey;
import io.raygate.gateway.validate.EventValidator;
import io.raygate.gateway.validate.EventValidator.Validated;
import io.raygate.schema.ValidationMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the examples of {@code docs/policy.md}: a heading, the policy's part, the document, and what becomes of it. */
class PolicyPageTest {

    private static final Path PAGE = Path.of("../docs/policy.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "^### ([^\n]+)\n+```yaml\n(.*?)```\n+```json\n(.*?)```\n+becomes\n+```json\n(.*?)```",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern FORM = Pattern.compile("## The form\n+```json\n(.*?)```", Pattern.DOTALL);
    private static final TenantId PAYMENTS = new TenantId("payments");
    private static final HashKey KEY = new HashKey("an example of a key");

    private static final Origin ORIGIN = new Origin("payments-prod-eu", "", "", "node-1", "", "", "", 1);
    private static final Workload POD = new Workload(
            "10.0.0.1",
            "pay",
            "checkout-x2v9q",
            "",
            "checkout",
            "",
            "4f1c",
            "shop:7",
            Map.of("app.kubernetes.io/version", "7.1"));
    private static final SegmentBlock BLOCK = new SegmentBlock(1, ORIGIN, 0, List.of(POD), List.of());

    private record Example(String heading, String policy, String before, String after) {

        @Override
        public String toString() {
            return heading;
        }
    }

    static Stream<Example> examples() {
        return EXAMPLE.matcher(page()).results().map(m -> new Example(m.group(1), m.group(2), m.group(3), m.group(4)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_ofThePage_isTrue(Example example) {
        boolean enriches = !example.policy.startsWith("redaction:");
        TenantPolicy policy = PolicyFiles.ofPart(PAYMENTS, example.policy);
        EventValidator validator = new EventValidator();
        EventRedactor redactor = new EventRedactor(
                PAYMENTS,
                policy.redaction(),
                Optional.of(KEY),
                validator.validator(ValidationMode.STRICT, TenantPolicy.MAX_DOCUMENT_BYTES));
        Validated validated = validator.validate(
                policy.validation(), policy.maxDocumentBytes(), List.of(received(example.before)), redactor::asWritten);
        Redacted redacted = redactor.redact(validated.toSend(), validated.quarantined(), List.of());
        String result = enriches
                ? EventEnricher.enrich(policy.enrichment(), policy.maxDocumentBytes(), redacted.toSend())
                        .toSend()
                        .getFirst()
                        .document()
                        .text()
                : redacted.toSend().getFirst().received().document().text();

        assertThat(RandomDocuments.tree(result.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(RandomDocuments.tree(example.after.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void page_headings_areAllExamples() {
        assertThat(examples().map(Example::heading))
                .containsExactlyElementsOf(page().lines()
                        .filter(line -> line.startsWith("### "))
                        .map(line -> line.substring(4))
                        .toList());
    }

    @Test
    void page_form_isRead() {
        Matcher form = FORM.matcher(page());
        assertThat(form.find()).isTrue();

        ObjectNode tree = (ObjectNode) RandomDocuments.tree(form.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(PolicyFiles.ofGatewayPolicy(PAYMENTS, tree.toString()).weight())
                .isEqualTo(2);
    }

    private static ReceivedDocument received(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new ReceivedDocument(0, BLOCK, new Document(1, DocumentKind.XRAY_JSON, 1, body, 0, body.length));
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
