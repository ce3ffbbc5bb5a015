// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.document.Cause.Thrown;
import io.raygate.local.xray.filter.Expression.Comparison;
import io.raygate.local.xray.filter.Expression.Side;
import io.raygate.local.xray.filter.Vocabulary.Placed;
import io.raygate.local.xray.index.RootCauses;
import io.raygate.local.xray.index.RootCauses.Part;
import io.raygate.local.xray.index.RootCauses.Path;
import io.raygate.local.xray.index.RootCauses.Step;
import io.raygate.local.xray.index.Trace;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Filters on root causes: {@code rootcause.KIND.LEVEL { ... }} and {@code rootcause.json}. */
final class CauseFilter {

    private CauseFilter() {}

    static Predicate<Trace> of(Expression.Cause cause) {
        Function<RootCauses, List<Path>> kind = kind(cause);
        Predicate<Path> wanted = level(cause);
        return trace -> anyOf(kind.apply(trace.causes()), wanted);
    }

    /** A member that the pattern names must be equal; a list must hold the elements in order, others may lie between. */
    static Predicate<Trace> of(Expression.CauseJson expression) {
        Predicate<Trace> matches = trace -> {
            RootCauses causes = trace.causes();
            return Stream.of(causes.faults(), causes.errors(), causes.responseTimes())
                    .flatMap(List::stream)
                    .anyMatch(path -> contains(path.servicesToJson(), expression.pattern()));
        };
        return expression.negated() ? matches.negate() : matches;
    }

    private static Function<RootCauses, List<Path>> kind(Expression.Cause cause) {
        return switch (cause.kind()) {
            case "fault" -> RootCauses::faults;
            case "error" -> RootCauses::errors;
            case "responsetime" -> RootCauses::responseTimes;
            default -> throw cause.keyword().unexpected();
        };
    }

    private static Predicate<Path> level(Expression.Cause cause) {
        return switch (cause.level()) {
            case "service" -> {
                Predicate<Placed<Part>> wanted = compile(cause.inner(), Vocabulary.CAUSE_SERVICE);
                yield path -> anyPlaced(path.parts(), wanted);
            }
            case "entity" -> {
                Predicate<Placed<Step>> wanted = compile(cause.inner(), Vocabulary.CAUSE_ENTITY);
                yield path -> anyPlaced(steps(path), wanted);
            }
            case "exception" -> {
                if (cause.kind().equals("responsetime")) {
                    throw cause.keyword().unexpected();
                }
                Predicate<Placed<Thrown>> wanted = compile(cause.inner(), Vocabulary.CAUSE_EXCEPTION);
                yield path -> steps(path).stream().anyMatch(step -> anyPlaced(step.exceptions(), wanted));
            }
            default -> throw cause.keyword().unexpected();
        };
    }

    private static <T> Predicate<T> compile(Expression expression, Words<T> words) {
        return switch (expression) {
            case Expression.All(List<Expression> terms) ->
                terms.stream()
                        .map(term -> compile(term, words))
                        .reduce(Predicate::and)
                        .orElseThrow();
            case Expression.Any(List<Expression> terms) ->
                terms.stream()
                        .map(term -> compile(term, words))
                        .reduce(Predicate::or)
                        .orElseThrow();
            case Expression.Not(Expression term) -> compile(term, words).negate();
            case Comparison comparison -> {
                boolean isOfCauses = comparison.subject().side() == Side.BOTH
                        && comparison.subject().annotation().isEmpty();
                if (!isOfCauses) {
                    throw comparison.keyword().unexpected();
                }
                yield Comparing.compile(comparison, words);
            }
            case Expression.Service service -> throw service.keyword().unexpected();
            case Expression.Edge edge -> throw edge.keyword().unexpected();
            case Expression.CauseJson json -> throw json.keyword().unexpected();
            case Expression.Cause cause -> throw cause.keyword().unexpected();
            case Expression.InGroup group -> throw group.keyword().unexpected();
        };
    }

    private static List<Step> steps(Path path) {
        return path.parts().stream().flatMap(part -> part.steps().stream()).toList();
    }

    private static <T> boolean anyOf(List<T> things, Predicate<T> wanted) {
        for (T thing : things) {
            if (wanted.test(thing)) {
                return true;
            }
        }
        return false;
    }

    private static <T> boolean anyPlaced(List<T> things, Predicate<Placed<T>> wanted) {
        for (int i = 0; i < things.size(); i++) {
            if (wanted.test(new Placed<>(things.get(i), i, things.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode actual, JsonNode pattern) {
        if (pattern.isObject()) {
            return pattern.properties().stream()
                    .allMatch(member -> contains(actual.path(member.getKey()), member.getValue()));
        }
        if (pattern.isArray()) {
            return containsInOrder(actual, pattern, CauseFilter::contains);
        }
        return (pattern.isNumber() && actual.isNumber())
                ? pattern.doubleValue() == actual.doubleValue()
                : pattern.equals(actual);
    }

    private static boolean containsInOrder(JsonNode actual, JsonNode pattern, BiPredicate<JsonNode, JsonNode> matches) {
        int wanted = 0;
        for (JsonNode element : actual) {
            if (wanted < pattern.size() && matches.test(element, pattern.get(wanted))) {
                wanted++;
            }
        }
        return wanted == pattern.size() && actual.isArray();
    }
}
