// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.schema.JsonText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules made into a table: from a state and a name to the next state, and for each state what becomes of the value.
 * All rules together cost one look-up a name. Immutable, thread-safe.
 */
public final class Redaction {

    /** No rules: documents are not looked at. */
    public static final Redaction NONE = compile(List.of());

    static final int START = 1;
    /** From here no rule can match any more. */
    static final int NOTHING_BELOW = 0;

    /** Bounds time and memory of compiling; a hundred rules with a {@code **} each have some two hundred states. */
    private static final int MAX_CELLS = 1 << 20;

    /** What no path mentions: not a name that a path can spell. */
    private static final String OTHER = "";

    private final List<RedactionRule> rules;
    private final Names names;
    private final int width;
    private final int[] next;
    private final Effect[] effects;
    private final BitSet annotated;

    private Redaction(List<RedactionRule> rules, List<String> names, int[] next, Effect[] effects, BitSet annotated) {
        this.rules = rules;
        this.names = new Names(names);
        this.width = names.size() + 1;
        this.next = next;
        this.effects = effects;
        this.annotated = annotated;
    }

    /**
     * Makes the table. The order of the rules does not matter: of those that match a value the strongest counts, so that
     * one rule never weakens another.
     *
     * @throws IllegalArgumentException where the table would be too large
     */
    public static Redaction compile(List<RedactionRule> rules) {
        Steps steps = new Steps(rules);
        List<String> names = steps.names();
        List<BitSet> states = new ArrayList<>(List.of(new BitSet(), steps.start()));
        Map<BitSet, Integer> numbers = new HashMap<>(Map.of(states.get(0), NOTHING_BELOW, states.get(1), START));
        List<int[]> rows = new ArrayList<>();
        for (int state = 0; state < states.size(); state++) {
            int[] row = new int[names.size() + 1];
            for (int name = 0; name < row.length; name++) {
                BitSet to = steps.after(states.get(state), name == 0 ? OTHER : names.get(name - 1));
                Integer known = numbers.putIfAbsent(to, states.size());
                row[name] = known == null ? states.size() : known;
                if (known == null) {
                    states.add(to);
                }
            }
            rows.add(row);
            if (states.size() * row.length > MAX_CELLS) {
                throw new IllegalArgumentException("the rules are too intricate together; use fewer ** in the middle");
            }
        }
        Effect[] effects = states.stream().map(steps::effect).toArray(Effect[]::new);
        return new Redaction(List.copyOf(rules), names, withoutIdleStates(rows, effects), effects, annotated(states));
    }

    private static BitSet annotated(List<BitSet> states) {
        BitSet annotated = new BitSet(states.size());
        for (int state = 0; state < states.size(); state++) {
            annotated.set(state, Steps.annotated(states.get(state)));
        }
        return annotated;
    }

    /** Leads to {@link #NOTHING_BELOW} wherever no action can follow. */
    private static int[] withoutIdleStates(List<int[]> rows, Effect[] effects) {
        boolean[] useful = new boolean[rows.size()];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int state = 0; state < useful.length; state++) {
                if (!useful[state] && (effects[state].acts() || leadsTo(useful, rows.get(state)))) {
                    useful[state] = true;
                    changed = true;
                }
            }
        }
        return rows.stream()
                .flatMapToInt(java.util.Arrays::stream)
                .map(state -> useful[state] ? state : NOTHING_BELOW)
                .toArray();
    }

    private static boolean leadsTo(boolean[] useful, int[] row) {
        for (int state : row) {
            if (useful[state]) {
                return true;
            }
        }
        return false;
    }

    /** Whether there are no rules. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Whether some rule needs a key. */
    public boolean hashes() {
        return rules.stream().anyMatch(rule -> rule.action() == RedactionAction.HASH);
    }

    /** The rules, as they were given. */
    public List<RedactionRule> rules() {
        return rules;
    }

    int next(int state, JsonText name) {
        return next[state * width + names.number(name)];
    }

    Effect effect(int state) {
        return effects[state];
    }

    /** Whether keys at the state are those of a segment's, or subsegment's, annotations. */
    boolean annotated(int state) {
        return annotated.get(state);
    }

    /** Whether some rule means a value further down. */
    boolean reachesOn(int state) {
        for (int at = state * width; at < (state + 1) * width; at++) {
            if (next[at] != NOTHING_BELOW) {
                return true;
            }
        }
        return false;
    }
}
