// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Attributes in the order in which they came; where a key comes twice, the later value counts. A value is a
 * {@link String}, {@link Boolean}, {@link Long}, {@link Double}, {@code byte[]}, {@link List} or {@link Map}. What becomes
 * a field of the document is <em>taken</em>; the rest is for the metadata. Not thread-safe.
 */
public final class Attributes {

    private static final class Slot {
        private final Object value;
        private boolean taken;

        Slot(Object value) {
            this.value = value;
        }
    }

    private final Map<String, Slot> slots = new LinkedHashMap<>();

    void put(String key, Object value) {
        slots.put(key, new Slot(value));
    }

    /** The value, or null. */
    public @Nullable Object get(String key) {
        Slot slot = slots.get(key);
        return slot == null ? null : slot.value;
    }

    public boolean has(String key) {
        return slots.containsKey(key);
    }

    /** The first of these that is a text, number or boolean and not empty, as text. Leaves it in the metadata. */
    public @Nullable String text(String... keys) {
        for (String key : keys) {
            String text = scalar(slots.get(key));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** As {@link #text}, and takes it. */
    public @Nullable String take(String... keys) {
        for (String key : keys) {
            Slot slot = slots.get(key);
            String text = scalar(slot);
            if (slot != null && text != null) {
                slot.taken = true;
                return text;
            }
        }
        return null;
    }

    /** The first of these that is a whole number, or a text that spells one. Leaves it in the metadata. */
    public @Nullable Long number(String... keys) {
        return number(false, keys);
    }

    /** As {@link #number}, and takes it. */
    public @Nullable Long takeNumber(String... keys) {
        return number(true, keys);
    }

    private @Nullable Long number(boolean take, String... keys) {
        for (String key : keys) {
            Slot slot = slots.get(key);
            Long number = slot == null ? null : whole(slot.value);
            if (slot != null && number != null) {
                slot.taken |= take;
                return number;
            }
        }
        return null;
    }

    /** The texts of a list, or of one text alone. Leaves them in the metadata. */
    public List<String> texts(String key) {
        Object value = get(key);
        List<String> texts = new ArrayList<>();
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }

    /** Keeps these out of the metadata. */
    public void drop(String... keys) {
        for (String key : keys) {
            Slot slot = slots.get(key);
            if (slot != null) {
                slot.taken = true;
            }
        }
    }

    /** All of them. */
    public void forEach(BiConsumer<String, Object> each) {
        slots.forEach((key, slot) -> each.accept(key, slot.value));
    }

    /** Those that nothing has taken. */
    public void forEachLeft(BiConsumer<String, Object> each) {
        slots.forEach((key, slot) -> {
            if (!slot.taken) {
                each.accept(key, slot.value);
            }
        });
    }

    /** Those that nothing has taken, as a map. */
    public Map<String, Object> left() {
        Map<String, Object> left = new LinkedHashMap<>();
        forEachLeft(left::put);
        return left;
    }

    private static @Nullable String scalar(@Nullable Slot slot) {
        if (slot == null) {
            return null;
        }
        if (slot.value instanceof String text) {
            return text.isEmpty() ? null : text;
        }
        return slot.value instanceof Number || slot.value instanceof Boolean ? slot.value.toString() : null;
    }

    private static @Nullable Long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return number.longValue();
        }
        return value instanceof String text && isWhole(text) ? Long.valueOf(text) : null;
    }

    private static boolean isWhole(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
