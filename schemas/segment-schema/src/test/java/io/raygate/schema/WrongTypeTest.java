// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every field of the schema with every kind of value, at several depths: only identity and time may cost the document.
 */
class WrongTypeTest {

    /** Without these nobody knows which entity it is, or when. */
    private static final Set<String> VITAL = Set.of("/name", "/id", "/trace_id", "/start_time", "/end_time");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-7.5",
            "\"\"",
            "\"x\"",
            "\"True\"",
            "\"12\"",
            "\"12)\"",
            "[]",
            "[ ]",
            "[null]",
            "[1]",
            "[[]]",
            "{}",
            "{ }",
            "{\"0\":{}}",
            "{\"a\":NaN}",
            "NaN",
            "1e999",
            "\"0123456789abcdef\"");

    private final Agreement agreement = new Agreement(DocumentLimits.DEFAULT);
    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);

    /** A field: its pointer within the entity, and the text before and behind its value. */
    private record Slot(String pointer, String before, String behind) {

        Slot member(String key) {
            return new Slot(pointer + "/" + key, before + "{\"" + key + "\":", "}" + behind);
        }

        Slot item() {
            return new Slot(pointer + "/0", before + "[", "]" + behind);
        }
    }

    @ParameterizedTest(name = "depth {0}")
    @ValueSource(ints = {0, 1, 5})
    void validate_everyFieldWithEveryValue_onlyIdentityAndTimeReject(int depth) {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Slot slot : slots()) {
            for (String value : VALUES) {
                checked++;
                wrong.addAll(wrong(depth, slot, value));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(1_500);
    }

    private List<String> wrong(int depth, Slot slot, String value) {
        byte[] document = document(depth, slot, value).getBytes(StandardCharsets.UTF_8);
        String pointer = "/subsegments/0".repeat(depth) + slot.pointer;
        List<String> wrong = new ArrayList<>(agreement.disagreements(document));
        switch (validator.validate(document, 0, document.length)) {
            case Accepted _ -> {}
            case Rejected rejected -> {
                if (!VITAL.contains(slot.pointer) && !isSubsegmentWithoutId(slot, value)) {
                    wrong.add(pointer + " = " + value + ": " + rejected);
                }
            }
            case Repaired(var documents, var repairs) ->
                repairs.stream()
                        .filter(applied -> !told(applied, pointer))
                        .forEach(applied -> wrong.add(pointer + " = " + value + ": " + applied));
        }
        return wrong;
    }

    private static boolean isSubsegmentWithoutId(Slot slot, String value) {
        return slot.pointer.equals("/subsegments/0") && value.startsWith("{");
    }

    /** At the field or around it, with the value that was there, unless only something was added. */
    private static boolean told(AppliedRepair applied, String pointer) {
        boolean near = applied.pointer().startsWith(pointer) || pointer.startsWith(applied.pointer());
        boolean added = applied.repair() == Repair.ADDED_EXCEPTION_ID;
        return near && (added || !applied.before().isEmpty());
    }

    /** The entity at {@code depth} has the field; all others are what they should be. */
    private static String document(int depth, Slot slot, String value) {
        StringBuilder entity = new StringBuilder();
        for (String vital : List.of(
                "\"name\":\"a\"",
                "\"id\":\"70de5b6f19ff9a0a\"",
                "\"start_time\":1795310445",
                "\"end_time\":1795310446")) {
            if (!("/" + vital.substring(1, vital.indexOf('"', 1))).equals(slot.pointer)) {
                entity.append(vital).append(',');
            }
        }
        String trace = "\"trace_id\":\"1-6b02436d-a006649127e371903a2de979\"";
        String field = slot.before.substring(1) + value + slot.behind;
        String leaf = "{" + entity + field;
        for (int i = 0; i < depth; i++) {
            leaf = "{\"name\":\"p\",\"id\":\"70de5b6f19ff9a0b\",\"start_time\":1795310445,\"end_time\":1795310446,"
                    + "\"subsegments\":[" + leaf + "]}";
        }
        return depth == 0 && slot.pointer.equals("/trace_id") ? leaf : leaf.replaceFirst("\\{", "{" + trace + ",");
    }

    private static List<Slot> slots() {
        JsonNode parts = new JsonMapper().readTree(SchemaChecker.text(ContractSchema.PARTS));
        List<Slot> slots = new ArrayList<>();
        collect(parts.path("$defs").path("entity"), new Slot("", "", ""), slots);
        return slots;
    }

    private static void collect(JsonNode schema, Slot here, List<Slot> slots) {
        for (var property : schema.path("properties").properties()) {
            Slot slot = here.member(property.getKey());
            slots.add(slot);
            collect(property.getValue(), slot, slots);
        }
        if (schema.has("items")) {
            Slot item = here.item();
            slots.add(item);
            collect(schema.path("items"), item, slots);
        }
    }
}
