// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.export.Additions.Added;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.TraceRequest;
import io.raygate.otlp.read.TraceRequest.Resource;
import io.raygate.otlp.read.TraceRequest.Scope;
import org.jspecify.annotations.Nullable;

/** Edits resources and scopes: a resource once for all its scopes, which follow each other. */
final class Heads {

    private final TraceRequest request;
    private final SpanEditor editor;
    private final Additions additions;
    private final int maxBytes;
    private @Nullable Resource resource;
    private byte[] edited = {};

    Heads(TraceRequest request, SpanEditor editor, Additions additions, int maxBytes) {
        this.request = request;
        this.editor = editor;
        this.additions = additions;
        this.maxBytes = maxBytes;
    }

    /**
     * What stands before the spans of the scope.
     *
     * @throws MalformedException where the resource or the scope is malformed
     */
    Head of(Scope scope) {
        if (scope.resource() != resource) {
            resource = null;
            byte[] message = request.message(scope.resource());
            Texts.attributes(message, 1);
            edited = editor.resource(message);
            resource = scope.resource();
        }
        byte[] message = request.message(scope);
        Texts.attributes(message, 3);
        byte[] editedScope = editor.scope(message);
        byte[] besideResource = request.others(scope.resource());
        Texts.schemaUrl(besideResource);
        byte[] besideScope = request.others(scope);
        Texts.schemaUrl(besideScope);
        Added added = additions.addTo(edited, maxBytes - editedScope.length);
        return new Head(scope.resource(), added, besideResource, editedScope, besideScope);
    }
}
