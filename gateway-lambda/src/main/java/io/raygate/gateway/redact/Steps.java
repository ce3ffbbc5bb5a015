// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * All paths read side by side, one name after the other. A set of positions says how far each has come; position 0 says
 * that this is a segment or subsegment, where each path starts, position 1 that these are the annotations of one.
 */
final class Steps {

    private static final String SUBSEGMENTS = "subsegments";
    private static final String ANNOTATIONS = "annotations";
    private static final int ENTITY = 0;
    private static final int ANNOTATED = 1;

    private record Path(List<String> names, int first, Effect effect, boolean reachesDown) {}

    private final List<Path> paths = new ArrayList<>();
    private int positions = 2;

    Steps(List<RedactionRule> rules) {
        for (RedactionRule rule : rules) {
            add(rule.path().names(), Effect.NONE.with(rule), rule.action() != RedactionAction.DROP);
        }
        for (Fixed fixed : Fixed.ALL) {
            add(fixed.names(), Effect.NONE.with(fixed.kind()), false);
        }
    }

    private void add(List<String> names, Effect effect, boolean reachesDown) {
        List<String> atLeastOne = new ArrayList<>(names);
        if (names.stream().allMatch(RedactionPath.ANY_NAMES::equals)) {
            atLeastOne.addFirst(RedactionPath.ANY_NAME);
        }
        paths.add(new Path(atLeastOne, positions, effect, reachesDown));
        positions += atLeastOne.size() + 1;
    }

    /** Every name that some path mentions. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(SUBSEGMENTS, ANNOTATIONS));
        for (Path path : paths) {
            path.names.stream()
                    .filter(name -> !name.startsWith(RedactionPath.ANY_NAME))
                    .forEach(names::add);
        }
        return names.stream().distinct().toList();
    }

    /** The positions at a segment. */
    BitSet start() {
        BitSet start = new BitSet(positions);
        enterEntity(start);
        return start;
    }

    /** The positions one name on; {@code name} may be one that no path mentions. */
    BitSet after(BitSet from, String name) {
        BitSet to = new BitSet(positions);
        if (from.get(ENTITY) && name.equals(SUBSEGMENTS)) {
            enterEntity(to);
        }
        to.set(ANNOTATED, from.get(ENTITY) && name.equals(ANNOTATIONS));
        for (Path path : paths) {
            for (int i = 0; i < path.names.size(); i++) {
                if (from.get(path.first + i)) {
                    step(path, i, name, to);
                }
            }
            if (path.reachesDown && from.get(path.first + path.names.size())) {
                enter(path, path.names.size(), to);
            }
        }
        return to;
    }

    /** What the paths that have come to their end do. */
    Effect effect(BitSet at) {
        Effect all = Effect.NONE;
        for (Path path : paths) {
            if (at.get(path.first + path.names.size())) {
                all = all.and(path.effect);
            }
        }
        return all;
    }

    /** Whether keys here are those of annotations, which validation may rename. */
    static boolean annotated(BitSet at) {
        return at.get(ANNOTATED);
    }

    private void enterEntity(BitSet positions) {
        positions.set(ENTITY);
        paths.forEach(path -> enter(path, 0, positions));
    }

    private static void step(Path path, int i, String name, BitSet to) {
        String expected = path.names.get(i);
        if (expected.equals(RedactionPath.ANY_NAMES)) {
            enter(path, i, to);
        } else if (expected.equals(RedactionPath.ANY_NAME) || expected.equals(name)) {
            enter(path, i + 1, to);
        }
    }

    /** Sets position {@code i} of the path, and those which are reached without another name. */
    private static void enter(Path path, int i, BitSet to) {
        int at = i;
        to.set(path.first + at);
        while (at < path.names.size() && path.names.get(at).equals(RedactionPath.ANY_NAMES)) {
            at++;
            to.set(path.first + at);
        }
    }
}
