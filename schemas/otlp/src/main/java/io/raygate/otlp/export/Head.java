// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.export.Additions.Added;
import io.raygate.otlp.read.TraceRequest.Resource;

/** What stands before the spans of a scope. Made once for a scope: two of them are never equal. */
final class Head {

    /** Before there is one. */
    static final Head NONE =
            new Head(new Resource(), new Added(new byte[0], 0, 0), new byte[0], new byte[0], new byte[0]);

    private final Resource of;
    private final Added added;
    private final byte[] besideResource;
    private final byte[] scope;
    private final byte[] besideScope;

    /**
     * Edited messages and the fields beside them.
     *
     * @param of the resource as it came, to tell scopes of one resource from those of another
     */
    Head(Resource of, Added added, byte[] besideResource, byte[] scope, byte[] besideScope) {
        this.of = of;
        this.added = added;
        this.besideResource = besideResource;
        this.scope = scope;
        this.besideScope = besideScope;
    }

    /** Whether spans of the other one can stand below the same resource message. */
    boolean sharesResource(Head other) {
        return of == other.of && added.givenUp() == other.added.givenUp();
    }

    byte[] resource() {
        return added.resource();
    }

    byte[] besideResource() {
        return besideResource;
    }

    byte[] scope() {
        return scope;
    }

    byte[] besideScope() {
        return besideScope;
    }

    /** Attributes that the resource got. */
    int added() {
        return added.added();
    }

    /** Attributes for which there was no room. */
    int givenUp() {
        return added.givenUp();
    }

    /** Of resource and scope together. */
    int bytes() {
        return resource().length + scope.length;
    }

    /** Of everything. */
    int allBytes() {
        return bytes() + besideResource.length + besideScope.length;
    }
}
