// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import java.util.BitSet;

/** Some spans of a table, in their order and in their places. */
record ChosenSpans(SpanTable table, BitSet chosen) {

    /** Shows each of them that the table has once, between the beginning and the end of its scope and its resource. */
    void visit(Visitor visitor) {
        int span = chosen.nextSetBit(0);
        while (span >= 0 && span < table.count()) {
            int resource = table.resourceOf(table.scopeOf(span));
            int end = table.firstSpan(table.firstScope(resource + 1));
            visitor.beginResource(table.partsOfResource(resource));
            while (span >= 0 && span < end) {
                span = visitScope(span, visitor);
            }
            visitor.endResource();
        }
    }

    /** Returns the first span behind the scope; -1 where there is none. */
    private int visitScope(int first, Visitor visitor) {
        int scope = table.scopeOf(first);
        int end = table.firstSpan(scope + 1);
        int span = first;
        visitor.beginScope(table.partsOfScope(scope));
        while (span >= 0 && span < end) {
            visitor.span(table.spanFrom(span), table.spanTo(span));
            span = chosen.nextSetBit(span + 1);
        }
        visitor.endScope();
        return span;
    }

    /** Is shown spans and what frames them. */
    interface Visitor {

        void beginResource(SpanTable.Parts parts);

        void beginScope(SpanTable.Parts parts);

        void span(int from, int to);

        void endScope();

        void endResource();
    }
}
