// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Reading.Accepted;
import io.raygate.local.xray.document.Reading.Refused;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.SegmentReader;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Traces as gzip-compressed lines of JSON: first {@code {"format":"raygate-traces","version":1}}, then for each document
 * {@code {"received":SECONDS,"document":TEXT}}, byte for byte as it was sent. What is read goes through the same judge as
 * what is put, and counts in the same books. Groups, rules and settings are not in it.
 */
public final class Snapshot {

    private static final String FORMAT = "raygate-traces";
    private static final int VERSION = 1;

    /** Of a line: a span may be larger than a segment document. */
    private static final int MAX_LINE_CHARS = 4 << 20;

    private Snapshot() {}

    /**
     * What became of the documents of a file.
     *
     * @param read    all of them
     * @param refused those that are no segment documents
     */
    public record Restored(long read, long refused) {}

    /** Leaves the stream open. */
    public static void write(List<Trace> traces, OutputStream out) throws IOException {
        GZIPOutputStream zip = new GZIPOutputStream(out);
        line(zip, RestJson.object().put("format", FORMAT).put("version", VERSION));
        for (Trace trace : traces) {
            for (SegmentDocument document : trace.documents()) {
                ObjectNode line = RestJson.object().put("received", RestJson.time(trace.updatedAt()));
                line(zip, line.put("document", new String(document.bytes(), StandardCharsets.UTF_8)));
            }
        }
        zip.finish();
    }

    /** Puts what is in the stream into the store. Throws where it is no snapshot; what was read before stays. */
    public static Restored read(InputStream in, SegmentStore store) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            checkHead(lines);
            long read = 0;
            long refused = 0;
            for (String line = next(lines); !line.isEmpty(); line = next(lines)) {
                read++;
                refused += put(RestJson.read(line.getBytes(StandardCharsets.UTF_8)), store) ? 0 : 1;
            }
            return new Restored(read, refused);
        } catch (ZipException e) {
            throw new IOException("not a file of gzip", e);
        }
    }

    private static void checkHead(BufferedReader lines) throws IOException {
        JsonNode head = RestJson.read(next(lines).getBytes(StandardCharsets.UTF_8));
        if (!head.path("format").asText().equals(FORMAT) || head.path("version").asInt() != VERSION) {
            throw new IOException("its first line is not that of a snapshot of version " + VERSION);
        }
    }

    private static boolean put(JsonNode line, SegmentStore store) {
        byte[] document = line.path("document").asText("").getBytes(StandardCharsets.UTF_8);
        return switch (SegmentReader.readAnySize(document)) {
            case Accepted accepted -> {
                store.put(
                        accepted.document(), store.receipt(line.path("received").doubleValue()));
                yield true;
            }
            case Refused refused -> {
                store.refuse(refused.code().wireName());
                yield false;
            }
        };
    }

    /** The empty string at the end. */
    private static String next(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0 && c != '\n'; c = lines.read()) {
            if (line.length() == MAX_LINE_CHARS) {
                throw new IOException("a line has more than " + MAX_LINE_CHARS + " characters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static void line(OutputStream out, ObjectNode json) throws IOException {
        out.write(RestJson.write(json));
        out.write('\n');
    }
}
