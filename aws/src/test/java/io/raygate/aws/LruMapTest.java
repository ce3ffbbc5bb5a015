// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LruMapTest {

    private final List<Integer> evicted = new ArrayList<>();
    private final LruMap<String, Integer> map = new LruMap<>(2, evicted::add);

    @Test
    void put_full_theEntryNotUsedForTheLongestTimeMakesRoom() {
        map.put("a", 1);
        map.put("b", 2);
        assertThat(map.get("a")).hasValue(1);

        map.put("c", 3);

        assertThat(map.get("b")).isEmpty();
        assertThat(map.get("a")).hasValue(1);
        assertThat(map.get("c")).hasValue(3);
        assertThat(evicted).containsExactly(2);
    }

    @Test
    void computeIfAbsent_present_isAUseAndMakesNothing() {
        map.put("a", 1);
        map.put("b", 2);

        assertThat(map.computeIfAbsent("a", _ -> 9)).isEqualTo(1);
        assertThat(map.computeIfAbsent("c", _ -> 3)).isEqualTo(3);

        assertThat(evicted).containsExactly(2);
    }

    @Test
    void remove_present_isNotAnEviction() {
        map.put("a", 1);

        map.remove("a");

        assertThat(map.get("a")).isEmpty();
        assertThat(evicted).isEmpty();
    }

    @Test
    void clear_givesEveryValueOnce() {
        map.put("a", 1);
        map.put("b", 2);

        map.clear(evicted::add);

        assertThat(evicted).containsExactlyInAnyOrder(1, 2);
        assertThat(map.get("a")).isEmpty();
    }

    @Test
    void construct_noRoom_isRefused() {
        assertThatThrownBy(() -> new LruMap<>(0)).hasMessage("maxEntries=0 is less than 1");
    }
}
