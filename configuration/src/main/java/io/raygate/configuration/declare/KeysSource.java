// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration.declare;

import io.raygate.configuration.Key;
import io.raygate.configuration.Keys;
import io.raygate.configuration.Rule;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The source of a class that holds keys: plain calls of constructors, which need neither reflection nor a resource. */
record KeysSource(String place, String name) {

    String text(Keys keys) {
        return """
                package %s;

                import io.raygate.configuration.Key;
                import io.raygate.configuration.Keys;
                import io.raygate.configuration.Kind;
                import io.raygate.configuration.Rule;
                import java.util.List;
                import java.util.Map;

                /** Made when the module is compiled, from its configuration interfaces. */
                public final class %s {

                    /** Every key. */
                    public static final Keys ALL = new Keys(%s, %s, %s);

                    private %s() {}
                }
                """.formatted(
                        place,
                        name,
                        list(keys.all().stream().map(KeysSource::key).toList()),
                        map(keys.renamed()),
                        map(keys.defunct()),
                        name);
    }

    private static String key(Key key) {
        return "\n            new Key(%s, Kind.%s, Key.Presence.%s, %s, %s)"
                .formatted(
                        literal(key.name()),
                        key.kind().name(),
                        key.presence().name(),
                        literal(key.defaultValue()),
                        list(key.rules().stream().map(KeysSource::rule).toList()));
    }

    private static String rule(Rule rule) {
        return "new Rule."
                + switch (rule) {
                    case Rule.Range range -> call("Range", range.min(), range.max(), range.because());
                    case Rule.Text text -> call("Text", text.regex(), text.write());
                    case Rule.OneOf oneOf -> "OneOf(" + literals(oneOf.choices()) + ")";
                    case Rule.Order order ->
                        "Order(Rule.Order.Relation.%s, %s, %s, %s)"
                                .formatted(
                                        order.relation().name(),
                                        literal(order.other()),
                                        literal(order.where()),
                                        literal(order.is()));
                    case Rule.With with -> "With(" + literals(with.others()) + ")";
                    case Rule.Without without -> call("Without", without.other());
                    case Rule.Where where -> call("Where", where.other(), where.is(), where.write());
                    case Rule.Hidden _ -> "Hidden()";
                };
    }

    private static String call(String type, String... arguments) {
        return Arrays.stream(arguments).map(KeysSource::literal).collect(Collectors.joining(", ", type + "(", ")"));
    }

    private static String map(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> "Map.entry(" + literal(entry.getKey()) + ", " + literal(entry.getValue()) + ")")
                .collect(Collectors.joining(", ", "Map.ofEntries(", ")"));
    }

    private static String literals(Collection<String> texts) {
        return list(texts.stream().map(KeysSource::literal).toList());
    }

    private static String list(Collection<String> items) {
        return items.stream().collect(Collectors.joining(", ", "List.of(", ")"));
    }

    private static String literal(@Nullable String text) {
        return text == null ? "null" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
