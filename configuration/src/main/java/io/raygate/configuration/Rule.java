// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value must satisfy beyond its kind. Other keys are named in full. */
public sealed interface Rule {

    /** What is wrong with a value, with the remedy; empty where the rule is kept. */
    default Optional<String> problem(Key key, String value, Settings settings) {
        return Optional.empty();
    }

    /** What is wrong where there is no value. */
    default Optional<String> whereMissing(Settings settings) {
        return Optional.empty();
    }

    /** What may be written, where this rule says so. */
    default Optional<String> range() {
        return Optional.empty();
    }

    /** How the value must stand to others, where this rule says so. */
    default Optional<String> condition() {
        return Optional.empty();
    }

    /** What to write, where this rule says so. */
    default Optional<String> remedy() {
        return range().map("write "::concat);
    }

    /** Declared by {@link InRange}. A bound that is empty is none. */
    record Range(String min, String max, String because) implements Rule {

        static Range ofType(Kind kind) {
            return new Range(kind.min(), kind.max(), "");
        }

        @Override
        public Optional<String> problem(Key key, String value, Settings settings) {
            BigDecimal measure = key.kind().measure(value).orElseThrow();
            boolean tooSmall = bound(key, min)
                    .filter(bound -> measure.compareTo(bound) < 0)
                    .isPresent();
            boolean tooLarge = bound(key, max)
                    .filter(bound -> measure.compareTo(bound) > 0)
                    .isPresent();
            return tooSmall || tooLarge
                    ? Optional.of(key.shown(value) + " is out of range; " + remedy().orElseThrow())
                    : Optional.empty();
        }

        private static Optional<BigDecimal> bound(Key key, String bound) {
            return bound.isEmpty() ? Optional.empty() : key.kind().measure(bound);
        }

        @Override
        public Optional<String> range() {
            if (max.isEmpty()) {
                return Optional.of("at least " + min);
            }
            return Optional.of((min.isEmpty() ? "at most " : min + " to ") + max);
        }

        @Override
        public Optional<String> remedy() {
            return range().map(range -> "write " + range + (because.isEmpty() ? "" : ", " + because));
        }
    }

    /** Declared by {@link Matches}. */
    record Text(String regex, String write) implements Rule {

        @Override
        public Optional<String> problem(Key key, String value, Settings settings) {
            return Pattern.matches(regex, value)
                    ? Optional.empty()
                    : Optional.of(key.shown(value) + " is not valid; write " + write);
        }

        @Override
        public Optional<String> range() {
            return Optional.of(write);
        }
    }

    /** The constants of an enumeration, as users write them. */
    record OneOf(List<String> choices) implements Rule {

        @Override
        public Optional<String> problem(Key key, String value, Settings settings) {
            String written = Key.hyphenated(value.strip());
            return choices.contains(written)
                    ? Optional.empty()
                    : Optional.of(key.shown(value) + " is not known; " + remedy().orElseThrow());
        }

        @Override
        public Optional<String> range() {
            int last = choices.size() - 1;
            return Optional.of(
                    (last == 0 ? "" : String.join(", ", choices.subList(0, last)) + " or ") + choices.get(last));
        }
    }

    /** Declared by {@link AtLeast}, {@link AtMost} and {@link Below}. Without a key {@code where}, it always counts. */
    record Order(Relation relation, String other, String where, String is) implements Rule {

        /** How a value stands to the other one. */
        public enum Relation {
            /** Not smaller. */
            AT_LEAST("is less than", "write at least that"),
            /** Not larger. */
            AT_MOST("is more than", "write at most that"),
            /** Smaller. */
            BELOW("is not less than", "write less than that");

            private final String broken;
            private final String remedy;

            Relation(String broken, String remedy) {
                this.broken = broken;
                this.remedy = remedy;
            }

            private boolean holds(int comparison) {
                return switch (this) {
                    case AT_LEAST -> comparison >= 0;
                    case AT_MOST -> comparison <= 0;
                    case BELOW -> comparison < 0;
                };
            }
        }

        @Override
        public Optional<String> condition() {
            return Optional.of(
                    switch (relation) {
                        case AT_LEAST -> "at least `" + other + "`";
                        case AT_MOST -> "at most `" + other + "`";
                        case BELOW -> "below `" + other + "`";
                    });
        }

        @Override
        public Optional<String> problem(Key key, String value, Settings settings) {
            if (!where.isEmpty() && settings.value(where).filter(is::equals).isEmpty()) {
                return Optional.empty();
            }
            BigDecimal measure = key.kind().measure(value).orElseThrow();
            Optional<String> bound = settings.value(other);
            return bound.flatMap(text -> settings.key(other)
                            .filter(it -> it.accepts(text))
                            .flatMap(it -> it.kind().measure(text)))
                    .filter(limit -> !relation.holds(measure.compareTo(limit)))
                    .map(_ -> key.shown(value) + " " + relation.broken + " " + other + ", which is "
                            + bound.orElseThrow() + "; " + relation.remedy);
        }
    }

    /** Declared by {@link Needs}. */
    record With(List<String> others) implements Rule {

        @Override
        public Optional<String> condition() {
            return Optional.of("with `" + String.join("` or `", others) + "`");
        }

        @Override
        public Optional<String> problem(Key key, String value, Settings settings) {
            if (others.stream().anyMatch(other -> settings.value(other).isPresent())) {
                return Optional.empty();
            }
            return Optional.of(key.shown(value) + " needs " + String.join(" or ", others) + "; set "
                    + (others.size() == 1 ? "both" : "one of them") + ", or neither");
        }
    }

    /** Declared by {@link Excludes}. */
    record Without(String other) implements Rule {

        @Override
        public Optional<String> condition() {
            return Optional.of("not with `" + other + "`");
        }

        @Override
        public Optional<String> problem(Key key, String value, Settings settings) {
            return settings.value(other)
                    .map(_ -> key.shown(value) + " does not go with " + other + "; set only one of them");
        }
    }

    /** Declared by {@link NeededWhen}. */
    record Where(String other, String is, String write) implements Rule {

        @Override
        public Optional<String> whereMissing(Settings settings) {
            return settings.value(other)
                    .filter(value -> Key.hyphenated(value).equals(is))
                    .map(_ -> "is not set, and " + other + " is " + is + "; write " + write);
        }

        @Override
        public Optional<String> remedy() {
            return Optional.of("write " + write);
        }

        @Override
        public Optional<String> condition() {
            return Optional.of("needed where `" + other + "` is " + is);
        }
    }

    /** Declared by {@link Hidden}. */
    record Hidden() implements Rule {}
}
