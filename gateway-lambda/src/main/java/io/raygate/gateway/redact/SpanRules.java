// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.otlp.export.AttributePlaces;
import io.raygate.otlp.export.AttributeRules;
import io.raygate.otlp.export.ValueRule;
import io.raygate.schema.JsonText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The same rules for spans that are not translated. A rule names places of a document, so an attribute is redacted where any
 * place that the translation may give it is: {@link AttributePlaces}. Not thread-safe.
 */
final class SpanRules implements AttributeRules {

    private final Redaction redaction;
    private final Optional<Digests> digests;
    private final RedactedCounts counts;
    private final Reading reading;

    /** Without {@code digests} where no rule hashes. */
    SpanRules(Redaction redaction, Optional<Digests> digests, RedactedCounts counts, Reading reading) {
        this.redaction = redaction;
        this.digests = digests;
        this.counts = counts;
        this.reading = reading;
    }

    @Override
    public boolean isEmpty() {
        return redaction.isEmpty();
    }

    @Override
    public ValueRule rule(Place place, String key) {
        AttributePlaces places = AttributePlaces.of(place, key);
        if (places.isFixed()) {
            return ValueRule.KEEP;
        }
        int[] states = places.paths().stream().mapToInt(this::state).distinct().toArray();
        return rule(states, places.form());
    }

    private int state(List<String> path) {
        int state = Redaction.START;
        for (String name : path) {
            state = redaction.next(state, VisiblePointer.key(name));
        }
        return state;
    }

    private ValueRule rule(int[] states, AttributePlaces.Form form) {
        Effect effect = Effect.NONE;
        boolean further = false;
        for (int state : states) {
            effect = effect.and(redaction.effect(state));
            further |= redaction.reachesOn(state);
        }
        return effect.acts() || further ? new Rule(states, effect, further, form) : ValueRule.KEEP;
    }

    /** What becomes of one value. */
    private final class Rule implements ValueRule {

        private final int[] states;
        private final Effect effect;
        /** Whether a rule names something inside. */
        private final boolean further;

        private final AttributePlaces.Form form;

        Rule(int[] states, Effect effect, boolean further, AttributePlaces.Form form) {
            this.states = states;
            this.effect = effect;
            this.further = further;
            this.form = form;
        }

        /** What is made of several values, or is the end of one, cannot be cut or hashed so that it means the same. */
        @Override
        public boolean drops(boolean container) {
            boolean goes = switch (form) {
                case VALUE, JSON -> effect.drops(container ? (byte) '{' : (byte) '"');
                case END -> effect.drops((byte) '"') || effect.cutsStrings();
                case COMPOSED -> effect.acts() || further;
            };
            if (goes) {
                counts.add(RedactionAction.DROP);
            }
            return goes;
        }

        @Override
        public String text(String value) {
            boolean holdsMore =
                    form == AttributePlaces.Form.JSON || (reading == Reading.TO_BE_KEPT && mayHoldJson(value));
            if (effect.hashesStrings()) {
                return hashed(value);
            }
            if (further && holdsMore) {
                counts.addWithheld();
                return Withheld.TEXT;
            }
            return effect.cutsStrings() ? cut(value) : value;
        }

        @Override
        public String number(String digits) {
            return effect.hashesNumbers() ? hashed(digits) : digits;
        }

        @Override
        public ValueRule member(String key) {
            JsonText name = VisiblePointer.key(key);
            return rule(
                    Arrays.stream(states)
                            .map(state -> redaction.next(state, name))
                            .distinct()
                            .toArray(),
                    AttributePlaces.Form.VALUE);
        }

        private String hashed(String value) {
            String digest = digests.orElseThrow().of(value);
            if (!digest.equals(value)) {
                counts.add(RedactionAction.HASH);
            }
            return digest;
        }

        private String cut(String value) {
            if (value.codePointCount(0, value.length()) <= effect.characters()) {
                return value;
            }
            counts.add(RedactionAction.TRUNCATE);
            return value.substring(0, value.offsetByCodePoints(0, effect.characters()));
        }

        private boolean mayHoldJson(String value) {
            String text = value.stripLeading();
            return !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0;
        }
    }
}
