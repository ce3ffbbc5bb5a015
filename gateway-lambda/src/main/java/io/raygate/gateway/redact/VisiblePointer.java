// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.schema.AnnotationKeys;
import io.raygate.schema.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cuts pointers before the first name that a rule drops, so that no name below it is told. A number may be an index, which
 * the rules do not see, or a name: it is taken for both. A name that validation has cut is not told at all.
 */
record VisiblePointer(Redaction redaction) {

    /** Validation cuts names at 128 bytes, maybe within a character, which then has up to three. */
    private static final int MAX_WHOLE_BYTES = 125;

    /** The part of an RFC 6901 pointer that may be told. */
    String of(String pointer) {
        Set<Integer> states = Set.of(Redaction.START);
        StringBuilder visible = new StringBuilder();
        for (String token : pointer.split("/", -1)) {
            if (visible.isEmpty() && token.isEmpty()) {
                continue;
            }
            states = after(states, token.replace("~1", "/").replace("~0", "~"));
            if (states.stream().anyMatch(state -> redaction.effect(state).drop()) || isCut(token)) {
                return visible.toString();
            }
            visible.append('/').append(token);
        }
        return visible.toString();
    }

    private static boolean isCut(String token) {
        return token.getBytes(StandardCharsets.UTF_8).length > MAX_WHOLE_BYTES;
    }

    private Set<Integer> after(Set<Integer> states, String name) {
        boolean mayBeIndex = name.matches("[0-9]+");
        return states.stream()
                .flatMapToInt(state ->
                        mayBeIndex ? IntStream.concat(IntStream.of(state), after(state, name)) : after(state, name))
                .boxed()
                .collect(Collectors.toSet());
    }

    private IntStream after(int state, String name) {
        JsonText key = key(name);
        int asItStands = redaction.next(state, key);
        return redaction.annotated(state) && !AnnotationKeys.isLegal(key)
                ? IntStream.of(asItStands, redaction.next(state, key(AnnotationKeys.repaired(key))))
                : IntStream.of(asItStands);
    }

    /** As a string without escapes; its bytes are not read as JSON. */
    static JsonText key(String name) {
        byte[] bytes = name.replace("\\", "\\\\").getBytes(StandardCharsets.UTF_8);
        JsonText key = new JsonText();
        key.read(bytes, 0, bytes.length);
        return key;
    }
}
