// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.otlp.export.AttributeRules.Place;
import io.raygate.otlp.export.ValueRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules for documents, applied to attributes. */
class SpanRulesTest {

    private final RedactedCounts counts = new RedactedCounts();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metadata.default.card                     | SPAN           | card                  | dropped
            metadata.default.card                     | RESOURCE       | card                  | a value
            metadata.default.otel\\.resource\\.card     | RESOURCE       | card                  | dropped
            metadata.**.card                          | SPAN           | card                  | dropped
            metadata.**.card                          | EVENT          | card                  | dropped
            annotations.user_email                    | SPAN           | user-email            | dropped
            user                                      | SPAN           | user.id               | dropped
            user                                      | SPAN           | enduser.id            | dropped
            http.request.url                          | SPAN           | url.full              | dropped
            http.request.url                          | SPAN           | url.query             | dropped
            http.request.url                          | SPAN           | server.address        | a value
            http.request.client_ip                    | SPAN           | network.peer.address  | dropped
            sql.sanitized_query                       | SPAN           | db.query.text         | dropped
            sql.user                                  | SPAN           | db.connection_string  | dropped
            cause.exceptions.message                  | EXCEPTION      | exception.message     | dropped
            cause.exceptions.message                  | EXCEPTION      | exception.stacktrace  | dropped
            cause.exceptions.message                  | EXCEPTION      | exception.type        | a value
            cause.exceptions.message                  | STATUS_MESSAGE |                       | dropped
            cause.exceptions.stack.path               | EXCEPTION      | exception.stacktrace  | dropped
            metadata.otel.trace_state                 | TRACE_STATE    |                       | dropped
            links.attributes.peer                     | LINK           | peer                  | dropped
            metadata.billing.plan                     | SPAN           | aws.xray.metadata.billing | raygate_withheld
            **                                        | RESOURCE       | service.name          | a value
            **                                        | SPAN           | anything              | dropped
            """)
    void rule_drop_meansEachPlaceThatTheAttributeMayHave(String path, Place place, String key, String expected) {
        SpanRules rules = rules(RedactionAction.DROP, 0, path);

        ValueRule rule = rules.rule(place, key == null ? "" : key);

        assertThat(rule.drops(false) ? "dropped" : rule.text("a value")).isEqualTo(expected);
    }

    @Test
    void rule_hash_sameDigestAsInADocument() {
        Digests digests = new Digests(new HashKey("an example of a key"), "payments");
        String expected = new String(
                        digests.quoted("u-1".getBytes(StandardCharsets.UTF_8), 0, 3), StandardCharsets.UTF_8)
                .replace("\"", "");

        ValueRule rule = rules(RedactionAction.HASH, 0, "user").rule(Place.SPAN, "user.id");

        assertThat(rule.drops(false)).isFalse();
        assertThat(rule.text("u-1")).isEqualTo(expected);
        assertThat(rule.text(expected)).as("what is a digest already").isEqualTo(expected);
        assertThat(rule.number("17")).startsWith("hmac:");
        assertThat(counts.counts()).containsEntry("HASH", 2);
    }

    @Test
    void rule_truncate_cutsCharactersAndDropsTheEndOfAUrl() {
        SpanRules rules = rules(RedactionAction.TRUNCATE, 3, "http.request.url");

        assertThat(rules.rule(Place.SPAN, "url.full").text("h\u00e9\ud83d\ude80llo"))
                .isEqualTo("h\u00e9\ud83d\ude80");
        assertThat(rules.rule(Place.SPAN, "url.full").text("h")).isEqualTo("h");
        assertThat(rules.rule(Place.SPAN, "url.query").drops(false)).isTrue();
    }

    @Test
    void rule_mapBelow_isReachedByItsMembers() {
        ValueRule rule =
                rules(RedactionAction.DROP, 0, "metadata.default.order.card").rule(Place.SPAN, "order");

        assertThat(rule.drops(true)).isFalse();
        assertThat(rule.member("card").drops(false)).isTrue();
        assertThat(rule.member("items").keepsAll()).isTrue();
    }

    @Test
    void rule_nothingMatches_keepsAll() {
        SpanRules rules = rules(RedactionAction.DROP, 0, "metadata.default.card");

        assertThat(rules.rule(Place.SPAN, "other").keepsAll()).isTrue();
        assertThat(rules.rule(Place.STATUS_MESSAGE, "").keepsAll()).isTrue();
        assertThat(new SpanRules(Redaction.NONE, Optional.empty(), counts, Reading.AS_IT_STANDS).isEmpty())
                .isTrue();
    }

    private SpanRules rules(RedactionAction action, int length, String... paths) {
        Redaction redaction = Redaction.compile(Arrays.stream(paths)
                .map(path -> new RedactionRule(RedactionPath.parse(path), action, length))
                .toList());
        Optional<Digests> digests = Optional.of(new Digests(new HashKey("an example of a key"), "payments"));
        return new SpanRules(redaction, digests, counts, Reading.AS_IT_STANDS);
    }
}
