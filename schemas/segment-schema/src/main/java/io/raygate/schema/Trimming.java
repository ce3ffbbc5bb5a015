// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of one segment or subsegment what can be missed most, in this order, until it fits: stack frames, metadata
 * (the largest values first), SQL. {@code metadata.raygate} then says what is missing and how large the document was.
 */
final class Trimming {

    private static final int KEPT_FRAMES = 10;
    private static final int KEPT_QUERY = 1_000;

    /** What {@link #mark} adds at most, with the member that it may have to add it to. */
    private static final int MARK_BYTES = 160;

    private static final String METADATA = "metadata";
    private static final String TRUNCATED = "truncated";
    private static final String QUERY = "sanitized_query";

    private Trimming() {}

    /** The document, trimmed; may still be too large. Changes {@code entity}. */
    static byte[] trim(Map<String, Object> entity, int maxBytes, int originalBytes) {
        List<Object> trimmed = new ArrayList<>();
        byte[] document = JsonTree.write(entity);
        for (Step step : STEPS) {
            if (document.length > maxBytes && step.trim(entity, document.length + MARK_BYTES - maxBytes)) {
                trimmed.add(step.name());
                mark(entity, trimmed, originalBytes);
                document = JsonTree.write(entity);
            }
        }
        return document;
    }

    private sealed interface Step {
        String name();

        /** Takes out {@code excess} bytes where it has them; false where it changed nothing. */
        boolean trim(Map<String, Object> entity, int excess);
    }

    private record Frames(String name, int kept) implements Step {
        @Override
        public boolean trim(Map<String, Object> entity, int excess) {
            boolean changed = false;
            if (entity.get("cause") instanceof Map<?, ?> cause) {
                for (Map<String, Object> exception : objects(cause.get("exceptions"))) {
                    changed |= cut(exception, kept);
                }
            }
            for (Map<String, Object> child : objects(entity.get("subsegments"))) {
                changed |= trim(child, excess);
            }
            return changed;
        }
    }

    /** Values go one by one, so that small ones, which people search for, outlive a large one. */
    private record Metadata(String name) implements Step {

        /** One value of a namespace, or a namespace that holds no object. */
        private record Value(Map<String, Object> holder, String key, int bytes) {}

        @Override
        public boolean trim(Map<String, Object> entity, int excess) {
            List<Value> values = new ArrayList<>();
            collect(entity, values);
            values.sort(Comparator.comparingInt(Value::bytes).reversed());
            int removed = 0;
            for (Value value : values) {
                if (removed >= excess) {
                    break;
                }
                value.holder.remove(value.key);
                removed += value.bytes;
            }
            removeEmpty(entity);
            return removed > 0;
        }

        private static void collect(Map<String, Object> entity, List<Value> values) {
            for (Map<String, Object> metadata : objects(List.of(entity.getOrDefault(METADATA, "")))) {
                metadata.forEach((namespace, content) -> {
                    List<Map<String, Object>> object = objects(List.of(content));
                    object.forEach(holder -> holder.forEach((key, value) -> values.add(value(holder, key, value))));
                    if (object.isEmpty()) {
                        values.add(value(metadata, namespace, content));
                    }
                });
            }
            for (Map<String, Object> child : objects(entity.get("subsegments"))) {
                collect(child, values);
            }
        }

        /** The two braces around it stand for the comma that goes with it. */
        private static Value value(Map<String, Object> holder, String key, Object value) {
            return new Value(holder, key, JsonTree.write(Map.of(key, value)).length - 1);
        }

        private static void removeEmpty(Map<String, Object> entity) {
            if (entity.get(METADATA) instanceof Map<?, ?> metadata) {
                metadata.values().removeIf(content -> content instanceof Map<?, ?> map && map.isEmpty());
                if (metadata.isEmpty()) {
                    entity.remove(METADATA);
                }
            }
            objects(entity.get("subsegments")).forEach(Metadata::removeEmpty);
        }
    }

    private record Sql(String name) implements Step {
        @Override
        public boolean trim(Map<String, Object> entity, int excess) {
            for (Map<String, Object> sql : objects(List.of(entity.getOrDefault("sql", "")))) {
                if (sql.get(QUERY) instanceof String query && query.length() > KEPT_QUERY) {
                    sql.put(QUERY, query.substring(0, end(query)) + "\u2026");
                    return true;
                }
            }
            return false;
        }
    }

    /** Where to cut, so that no surrogate loses its partner. */
    private static int end(String query) {
        return Character.isHighSurrogate(query.charAt(KEPT_QUERY - 1)) ? KEPT_QUERY - 1 : KEPT_QUERY;
    }

    private static final List<Step> STEPS =
            List.of(new Frames("stack", KEPT_FRAMES), new Metadata(METADATA), new Sql("sql"), new Frames("stack", 0));

    private static boolean cut(Map<String, Object> exception, int kept) {
        if (!(exception.get("stack") instanceof List<?> stack) || stack.size() <= kept) {
            return false;
        }
        int removed = stack.size() - kept;
        exception.put("stack", new ArrayList<>(stack.subList(0, kept)));
        exception.put(TRUNCATED, new JsonTree.Raw(Integer.toString(removed + count(exception.get(TRUNCATED)))));
        return true;
    }

    private static int count(@Nullable Object truncated) {
        if (truncated instanceof JsonTree.Raw raw && raw.text().matches("[0-9]{1,6}")) {
            return Integer.parseInt(raw.text());
        }
        return 0;
    }

    private static void mark(Map<String, Object> entity, List<Object> trimmed, int originalBytes) {
        Object metadata = entity.computeIfAbsent(METADATA, key -> new LinkedHashMap<String, Object>());
        Map<String, Object> mark = new LinkedHashMap<>();
        mark.put("trimmed", List.copyOf(trimmed));
        mark.put("original_bytes", new JsonTree.Raw(Integer.toString(originalBytes)));
        put(metadata, mark);
    }

    @SuppressWarnings("unchecked") // JsonTree makes objects with string keys only
    private static void put(Object metadata, Map<String, Object> mark) {
        ((Map<String, Object>) metadata).put("raygate", mark);
    }

    /** The objects in {@code array}; none where it is no array. */
    @SuppressWarnings("unchecked") // JsonTree makes objects with string keys only
    static List<Map<String, Object>> objects(@Nullable Object array) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (array instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> object) {
                    objects.add((Map<String, Object>) object);
                }
            }
        }
        return objects;
    }
}
