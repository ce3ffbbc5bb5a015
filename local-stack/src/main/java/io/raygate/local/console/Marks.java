// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.wire.RestJson;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds in a document what Raygate did to it, as far as the document tells: what enrichment added ({@code
 * metadata.kubernetes}), digests in place of values, what trimming left out ({@code metadata.raygate}), and subsegments that
 * were sent on their own, as splitting does. Renamed annotations and dropped values leave no trace. Not thread-safe.
 */
final class Marks {

    private static final Pattern DIGEST = Pattern.compile("hmac:[0-9a-f]{32}");

    private final ArrayNode marks = RestJson.array();

    private Marks() {}

    /** Each with its {@code kind} (added, redacted, trimmed, alone), its {@code pointer} and a {@code note}. */
    static ArrayNode of(JsonNode document, SegmentDocument read) {
        Marks found = new Marks();
        if (!read.isSegment()) {
            found.add("alone", "", "sent apart from its segment, by the sender or because the document was too large");
        }
        found.visit(document, "");
        return found.marks;
    }

    private void visit(JsonNode value, String pointer) {
        if (value.isTextual() && DIGEST.matcher(value.textValue()).matches()) {
            add("redacted", pointer, "a digest in place of the value");
        } else if (pointer.endsWith("/metadata/kubernetes")) {
            add("added", pointer, "what the cluster knows of the sender");
        } else if (pointer.endsWith("/metadata/raygate") && value.has("trimmed")) {
            add("trimmed", pointer, "left out since the document was too large: " + value.path("trimmed"));
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                visit(value.get(i), pointer + '/' + i);
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            visit(
                    member.getValue(),
                    pointer + '/' + member.getKey().replace("~", "~0").replace("/", "~1"));
        }
    }

    private void add(String kind, String pointer, String note) {
        marks.addObject().put("kind", kind).put("pointer", pointer).put("note", note);
    }
}
