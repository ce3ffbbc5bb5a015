// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes several documents of one that is too large: white space goes first; then the largest subsegments become
 * independent ones, which X-Ray shows in the same place; what still does not fit is trimmed and says so.
 */
final class Oversize {

    private static final String SUBSEGMENTS = "subsegments";

    /** A subsegment and what it weighs. */
    private record Child(Map<String, Object> tree, int bytes) {}

    private final int maxBytes;
    private final Findings findings;
    private final List<byte[]> documents = new ArrayList<>();
    private final Object traceId;

    private Oversize(int maxBytes, Findings findings, Object traceId) {
        this.maxBytes = maxBytes;
        this.findings = findings;
        this.traceId = traceId;
    }

    /**
     * What to send instead of {@code document}, which is valid but for its size; empty where a part cannot be made to
     * fit. What was done is noted in {@code findings}.
     */
    static List<byte[]> fit(byte[] document, int maxBytes, Findings findings) {
        Map<String, Object> root = JsonTree.read(document);
        Oversize oversize = new Oversize(maxBytes, findings, root.getOrDefault("trace_id", ""));
        return oversize.add(root, document.length) ? oversize.documents : List.of();
    }

    private boolean add(Map<String, Object> entity, int originalBytes) {
        int bytes = JsonTree.write(entity).length;
        if (bytes < originalBytes && bytes <= maxBytes) {
            findings.repaired(Repair.REMOVED_WHITE_SPACE);
        }
        if (bytes > maxBytes && !split(entity, bytes)) {
            return false;
        }
        byte[] rest = JsonTree.write(entity);
        if (rest.length > maxBytes) {
            rest = Trimming.trim(entity, maxBytes, originalBytes);
            findings.repaired(Repair.TRIMMED_OVERSIZE);
        }
        documents.add(rest);
        return rest.length <= maxBytes;
    }

    /** Takes out as many subsegments as it needs, large ones first; false where one of them cannot be made to fit. */
    private boolean split(Map<String, Object> entity, int bytes) {
        int rest = bytes;
        Set<Map<String, Object>> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Child child : children(entity)) {
            if (rest <= maxBytes) {
                break;
            }
            findings.repaired(Repair.SPLIT_OVERSIZE);
            taken.add(child.tree);
            rest -= child.bytes + 1;
            if (!add(independent(child.tree, entity), child.bytes)) {
                return false;
            }
        }
        if (entity.get(SUBSEGMENTS) instanceof List<?> list) {
            list.removeIf(taken::contains);
            if (list.isEmpty()) {
                entity.remove(SUBSEGMENTS);
            }
        }
        return true;
    }

    private static List<Child> children(Map<String, Object> entity) {
        List<Child> children = new ArrayList<>();
        for (Map<String, Object> child : Trimming.objects(entity.get(SUBSEGMENTS))) {
            children.add(new Child(child, JsonTree.write(child).length));
        }
        children.sort(Comparator.comparingInt(Child::bytes).reversed());
        return children;
    }

    private Map<String, Object> independent(Map<String, Object> child, Map<String, Object> parent) {
        child.put("trace_id", traceId);
        child.put("parent_id", parent.getOrDefault("id", ""));
        child.put("type", "subsegment");
        return child;
    }
}
