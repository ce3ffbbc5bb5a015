// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

/**
 * Where the spans of a request stand, and what frames them: the fields of their scope and of their resource. Everything is a
 * pair of offsets into the request, so a span costs two ints and no object. The table is filled in the order of the request.
 * To ask for the bytes of parts or for the scope of a span does not depend on how many there are: who sends a million parts for a
 * million spans gains nothing.
 */
final class SpanTable {

    /** From and to of each. */
    private final IntList spans = new IntList();

    /** From, to, and the bytes of all until then. */
    private final IntList scopeParts = new IntList();

    private final IntList resourceParts = new IntList();
    private final IntList requestParts = new IntList();

    /** First span, first part and resource of each scope. */
    private final IntList scopes = new IntList();

    /** First scope and first part of each resource. */
    private final IntList resources = new IntList();

    private boolean noting;
    private int count;

    /** @param noting false where the spans are only to be counted */
    void begin(boolean noting) {
        this.noting = noting;
        count = 0;
        spans.clear();
        scopeParts.clear();
        resourceParts.clear();
        requestParts.clear();
        scopes.clear();
        resources.clear();
    }

    void beginResource() {
        if (noting) {
            resources.add(scopes());
            resources.add(resourceParts.size());
        }
    }

    void beginScope() {
        if (noting) {
            scopes.add(spans.size() / 2);
            scopes.add(scopeParts.size());
            scopes.add(resources() - 1);
        }
    }

    void span(int from, int to) {
        count++;
        if (noting) {
            spans.add(from);
            spans.add(to);
        }
    }

    void scopePart(int from, int to) {
        notePart(scopeParts, from, to);
    }

    void resourcePart(int from, int to) {
        notePart(resourceParts, from, to);
    }

    void requestPart(int from, int to) {
        notePart(requestParts, from, to);
    }

    private void notePart(IntList list, int from, int to) {
        if (noting) {
            int before = list.size() == 0 ? 0 : list.get(list.size() - 1);
            list.add(from);
            list.add(to);
            list.add(before + to - from);
        }
    }

    /** How many there are, noted or not. */
    int count() {
        return count;
    }

    int spanFrom(int span) {
        return spans.get(2 * span);
    }

    int spanTo(int span) {
        return spans.get(2 * span + 1);
    }

    int scopes() {
        return scopes.size() / 3;
    }

    int resources() {
        return resources.size() / 2;
    }

    int firstSpan(int scope) {
        return scope < scopes() ? scopes.get(3 * scope) : count;
    }

    int scopeOf(int span) {
        int low = 0;
        int high = scopes() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstSpan(middle) <= span) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    int resourceOf(int scope) {
        return scopes.get(3 * scope + 2);
    }

    int firstScope(int resource) {
        return resource < resources() ? resources.get(2 * resource) : scopes();
    }

    Parts partsOfScope(int scope) {
        int end = scope + 1 < scopes() ? scopes.get(3 * scope + 4) : scopeParts.size();
        return new Parts(scopeParts, scopes.get(3 * scope + 1), end);
    }

    Parts partsOfResource(int resource) {
        int end = resource + 1 < resources() ? resources.get(2 * resource + 3) : resourceParts.size();
        return new Parts(resourceParts, resources.get(2 * resource + 1), end);
    }

    Parts partsOfRequest() {
        return new Parts(requestParts, 0, requestParts.size());
    }

    /** Fields that are repeated in each piece which holds one of their spans. */
    record Parts(IntList offsets, int begin, int end) {

        int count() {
            return (end - begin) / 3;
        }

        int from(int part) {
            return offsets.get(begin + 3 * part);
        }

        int to(int part) {
            return offsets.get(begin + 3 * part + 1);
        }

        int bytes() {
            if (begin == end) {
                return 0;
            }
            return offsets.get(end - 1) - (begin == 0 ? 0 : offsets.get(begin - 1));
        }
    }
}
