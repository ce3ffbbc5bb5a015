// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A bounded map: the entry that was not used for the longest time makes room for a new one. For whatever is kept by a name
 * that others choose, such as tenants, regions and producers. Thread-safe.
 */
public final class LruMap<K, V> {

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<K, V> entries;

    /**
     * An empty map.
     *
     * @throws IllegalArgumentException where it could hold nothing
     */
    public LruMap(int maxEntries) {
        this(maxEntries, _ -> {});
    }

    /**
     * An empty map.
     *
     * @param evicted gets each value that makes room, while the map is locked
     */
    public LruMap(int maxEntries, Consumer<V> evicted) {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxEntries=" + maxEntries + " is less than 1");
        }
        this.entries = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                boolean isFull = size() > maxEntries;
                if (isFull) {
                    evicted.accept(eldest.getValue());
                }
                return isFull;
            }
        };
    }

    /** The value of a key; asking for it is a use. */
    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The value of a key, made where there is none. */
    public synchronized V computeIfAbsent(K key, Function<K, V> make) {
        return entries.computeIfAbsent(key, make);
    }

    /** Sets a value. */
    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    /** Removes a value, which is not told as evicted. */
    public synchronized void remove(K key) {
        entries.remove(key);
    }

    /** Gives every value to {@code action} and forgets it. */
    public synchronized void clear(Consumer<V> action) {
        entries.values().forEach(action);
        entries.clear();
    }
}
