// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where things stand in an {@code ExportTraceServiceRequest}. Lengths are walked, spans are not opened: a span that is
 * malformed inside harms no other. Holds a few words for each span.
 */
public final class TraceRequest {

    /** A field with its tag, and the message in it. */
    record Slice(int fieldFrom, int from, int to) {}

    /** One span in its place. */
    public record SpanSlice(Scope scope, int from, int to, int fieldFrom) {}

    /** The scope of spans, its fields not read yet. */
    public static final class Scope {
        private final Resource resource;
        private final List<Slice> parts = new ArrayList<>(2);
        private final List<Slice> others = new ArrayList<>(1);

        Scope(Resource resource) {
            this.resource = resource;
        }

        public Resource resource() {
            return resource;
        }

        /** Of its fields, without its spans. */
        public long bytes() {
            return TraceRequest.bytes(parts);
        }
    }

    /** The resource of spans, its fields not read yet. */
    public static final class Resource {
        private final List<Slice> parts = new ArrayList<>(2);
        private final List<Slice> others = new ArrayList<>(1);

        /** Without fields. */
        public Resource() {}

        /** Of its fields. */
        public long bytes() {
            return TraceRequest.bytes(parts);
        }
    }

    private final byte[] bytes;
    private final List<SpanSlice> spans = new ArrayList<>();
    private int count;
    private long resourceBytes;

    private TraceRequest(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Walks a request. Notes at most {@code maxSpans} spans, and counts the others.
     *
     * @throws MalformedException where it is not protobuf
     */
    public static TraceRequest read(byte[] bytes, int offset, int length, int maxSpans) {
        TraceRequest request = new TraceRequest(bytes);
        Fields fields = new Fields(bytes, offset, offset + length);
        while (fields.next()) {
            if (fields.number() == 1) {
                request.resourceSpans(fields, maxSpans);
            } else {
                fields.skip();
            }
        }
        return request;
    }

    private void resourceSpans(Fields fields, int maxSpans) {
        int outer = fields.enter();
        Resource resource = new Resource();
        int before = count;
        int fieldFrom = fields.position();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> resource.parts.add(slice(fields, fieldFrom));
                case 2 -> scopeSpans(fields, resource, maxSpans);
                default -> resource.others.add(other(fields, fieldFrom));
            }
            fieldFrom = fields.position();
        }
        fields.leave(outer);
        resourceBytes += (count - before) * resource.bytes();
    }

    private void scopeSpans(Fields fields, Resource resource, int maxSpans) {
        int outer = fields.enter();
        Scope scope = new Scope(resource);
        int fieldFrom = fields.position();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> scope.parts.add(slice(fields, fieldFrom));
                case 2 -> {
                    Slice span = slice(fields, fieldFrom);
                    if (count++ < maxSpans) {
                        spans.add(new SpanSlice(scope, span.from, span.to, fieldFrom));
                    }
                }
                default -> scope.others.add(other(fields, fieldFrom));
            }
            fieldFrom = fields.position();
        }
        fields.leave(outer);
    }

    private static long bytes(List<Slice> parts) {
        long bytes = 0;
        for (Slice part : parts) {
            bytes += part.to - part.from;
        }
        return bytes;
    }

    private static Slice slice(Fields fields, int fieldFrom) {
        int outer = fields.enter();
        Slice slice = new Slice(fieldFrom, fields.position(), fields.end());
        fields.leave(outer);
        return slice;
    }

    /** A field that is copied as it is, such as a schema's URL. */
    private static Slice other(Fields fields, int fieldFrom) {
        fields.skip();
        return new Slice(fieldFrom, fieldFrom, fields.position());
    }

    /** How many spans came, noted or not. */
    public int spanCount() {
        return count;
    }

    /** Bytes of the resources, each as often as it has spans. */
    public long resourceBytes() {
        return resourceBytes;
    }

    /** Those that were noted. */
    public List<SpanSlice> spans() {
        return spans;
    }

    /**
     * Opens a span.
     *
     * @throws MalformedException where it is not protobuf
     */
    public Span span(SpanSlice slice) {
        return Span.read(new Fields(bytes, slice.from, slice.to));
    }

    /**
     * The attributes of a resource.
     *
     * @throws MalformedException where it is not protobuf
     */
    public Attributes attributes(Resource resource) {
        Attributes attributes = new Attributes();
        for (Slice part : resource.parts) {
            Fields fields = new Fields(bytes, part.from, part.to);
            while (fields.next()) {
                if (fields.number() == 1) {
                    Values.read(fields, attributes);
                } else {
                    fields.skip();
                }
            }
        }
        return attributes;
    }

    /**
     * What made the spans of a scope.
     *
     * @throws MalformedException where it is not protobuf
     */
    public Instrumentation instrumentation(Scope scope) {
        String name = "";
        String version = "";
        for (Slice part : scope.parts) {
            Fields fields = new Fields(bytes, part.from, part.to);
            while (fields.next()) {
                switch (fields.number()) {
                    case 1 -> name = fields.text();
                    case 2 -> version = fields.text();
                    default -> fields.skip();
                }
            }
        }
        return new Instrumentation(name, version);
    }

    /** Name and version of an instrumentation library; empty where unknown. */
    public record Instrumentation(String name, String version) {}

    /** The bytes in which the slices of spans are. */
    public byte[] bytes() {
        return bytes;
    }

    /** The message of a resource; where it came in several parts, one that means the same. */
    public byte[] message(Resource resource) {
        return joined(resource.parts);
    }

    /** The message of a scope; where it came in several parts, one that means the same. */
    public byte[] message(Scope scope) {
        return joined(scope.parts);
    }

    /** The other fields beside a resource, each with its tag. */
    public byte[] others(Resource resource) {
        return joined(resource.others);
    }

    /** The other fields beside a scope, each with its tag. */
    public byte[] others(Scope scope) {
        return joined(scope.others);
    }

    private byte[] joined(List<Slice> slices) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        slices.forEach(slice -> out.write(bytes, slice.from, slice.to - slice.from));
        return out.toByteArray();
    }

    /** A request of some of the spans, each with its resource and scope, byte for byte. */
    public byte[] only(Set<SpanSlice> chosen) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Scope scope = null;
        ByteArrayOutputStream scopeSpans = new ByteArrayOutputStream();
        for (SpanSlice span : spans) {
            if (!chosen.contains(span)) {
                continue;
            }
            if (scope != null && scope != span.scope) {
                write(out, scope, scopeSpans);
            }
            scope = span.scope;
            scopeSpans.write(bytes, span.fieldFrom, span.to - span.fieldFrom);
        }
        if (scope != null) {
            write(out, scope, scopeSpans);
        }
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, Scope scope, ByteArrayOutputStream spanFields) {
        ByteArrayOutputStream scopeSpans = new ByteArrayOutputStream();
        copy(scope.parts, scopeSpans);
        scopeSpans.writeBytes(spanFields.toByteArray());
        copy(scope.others, scopeSpans);
        spanFields.reset();
        ByteArrayOutputStream resourceSpans = new ByteArrayOutputStream();
        copy(scope.resource.parts, resourceSpans);
        copy(scope.resource.others, resourceSpans);
        ProtobufOutput.message(resourceSpans, 2, scopeSpans.toByteArray());
        ProtobufOutput.message(out, 1, resourceSpans.toByteArray());
    }

    private void copy(List<Slice> parts, ByteArrayOutputStream out) {
        parts.forEach(part -> out.write(bytes, part.fieldFrom, part.to - part.fieldFrom));
    }
}
