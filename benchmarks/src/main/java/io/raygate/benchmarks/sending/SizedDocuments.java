// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Valid segment documents of exactly one size, each with an id and a trace id of its own and the time at which it is sent. Their
 * contents are those of generated documents: as many members as fit, and then text until the size is reached. Not thread-safe.
 */
public final class SizedDocuments {

    /** In bytes: below it there is no room for what identifies a segment, above it X-Ray takes none. */
    public static final int LEAST_BYTES = 200;

    public static final int MOST_BYTES = 65_474;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";
    private static final int SERVICES = 12;
    private static final int MOST_POOL_BYTES = 8_000_000;
    private static final int MOST_VARIANTS = 500;
    private static final long SEED = 20_261_128;

    /** Room for a member that follows others, and for the text that fills the document. */
    private static final int FILL_FRAME = ",\"metadata\":{\"app\":{\"t\":\"\"}}}".length();

    private static final int HEX = 16;
    private static final int SECOND_DIGITS = 10;
    private static final int MICRO_DIGITS = 6;
    private static final String TIME = "0".repeat(SECOND_DIGITS) + "." + "0".repeat(MICRO_DIGITS);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final List<Template> templates = new ArrayList<>();
    private final DocumentGenerator generator = new DocumentGenerator(Vocabulary.unseen(), SEED, SERVICES);
    private final int bytes;
    private final long run;

    /** A datagram, and where in it stands what changes. */
    @SuppressWarnings("ArrayRecordComponent") // written to on purpose
    private record Template(byte[] datagram, int id, int traceId, int start, int end) {}

    /**
     * @param bytes of a document, without the header of its datagram
     * @param run a number that no other sender of the same X-Ray has
     */
    public SizedDocuments(int bytes, int run) {
        if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a document has " + LEAST_BYTES + " to " + MOST_BYTES + " bytes, but bytes=" + bytes);
        }
        this.bytes = bytes;
        this.run = Integer.toUnsignedLong(run);
        int variants = Math.clamp(MOST_POOL_BYTES / bytes, 1, MOST_VARIANTS);
        for (int i = 0; i < variants; i++) {
            templates.add(template());
        }
    }

    /** Puts the datagram of the document with this number into {@code target}, from its beginning, ready to be sent. */
    public void put(long number, boolean isValid, long nowMicros, ByteBuffer target) {
        Template template = templates.get((int) (number % templates.size()));
        byte[] datagram = template.datagram();
        hex(number ^ run << 32, HEX, datagram, template.id());
        if (!isValid) {
            datagram[template.id()] = 'z'; // no hexadecimal digit, so that the gateway keeps it in quarantine
        }
        hex(nowMicros / 1_000_000, 8, datagram, template.traceId() + 2);
        hex(run, 8, datagram, template.traceId() + 11);
        hex(number, HEX, datagram, template.traceId() + 19);
        time(nowMicros, datagram, template.start());
        time(nowMicros, datagram, template.end());
        target.clear().put(datagram).flip();
    }

    private Template template() {
        JsonNode source = source();
        String name = source.path("name").asText("shop");
        StringBuilder text = new StringBuilder("{\"name\":" + quoted(name.length() > 40 ? name.substring(0, 40) : name))
                .append(",\"id\":\"");
        if (bytes < 300) {
            text.replace(0, text.length(), "{\"name\":\"shop\",\"id\":\"");
        }
        int id = HEADER.length() + text.length();
        text.append("0".repeat(HEX)).append("\",\"trace_id\":\"");
        int traceId = HEADER.length() + text.length();
        text.append("1-00000000-").append("0".repeat(24)).append("\",\"start_time\":");
        int start = HEADER.length() + text.length();
        text.append(TIME).append(",\"end_time\":");
        int end = HEADER.length() + text.length();
        text.append(TIME);
        addMembers(text, source);
        String fill = fill(bytes - text.length() - FILL_FRAME);
        text.append(",\"metadata\":{\"app\":{\"t\":\"").append(fill).append("\"}}}");
        return new Template((HEADER + text).getBytes(StandardCharsets.US_ASCII), id, traceId, start, end);
    }

    /** What fits: the members that are not about identity, and more calls of other documents. */
    private void addMembers(StringBuilder text, JsonNode source) {
        for (String member : List.of("http", "user", "aws", "service", "annotations")) {
            JsonNode value = source.get(member);
            if (value != null && fits(text, value.toString().length() + member.length() + 4)) {
                text.append(",\"").append(member).append("\":").append(value);
            }
        }
        ArrayNode calls = JSON.createArrayNode();
        int length = ",\"subsegments\":[]".length();
        JsonNode more = source;
        for (boolean isFull = false; !isFull; more = source()) {
            isFull = bytes < 600;
            for (JsonNode call : more.path("subsegments")) {
                if (fits(text, length + call.toString().length() + 1)) {
                    calls.add(call);
                    length += call.toString().length() + 1;
                } else {
                    isFull = true;
                }
            }
        }
        if (!calls.isEmpty()) {
            text.append(",\"subsegments\":").append(calls);
        }
    }

    private boolean fits(StringBuilder text, int more) {
        return text.length() + more + FILL_FRAME <= bytes;
    }

    private String fill(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(source().toString().replaceAll("[^A-Za-z0-9 /._-]", " "));
        }
        return text.substring(0, length);
    }

    /** A generated segment in ASCII, so that characters are bytes. */
    private ObjectNode source() {
        try {
            while (true) {
                String body = new String(generator.next().body(), StandardCharsets.UTF_8);
                if (body.chars().allMatch(c -> c < 0x80) && body.contains("\"subsegments\":[{")) {
                    return (ObjectNode) JSON.readTree(body);
                }
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(new IOException("the generator made something that is not JSON", e));
        }
    }

    private static String quoted(String text) {
        return JSON.createObjectNode().textNode(text).toString();
    }

    private static void hex(long value, int digits, byte[] target, int at) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = DIGITS[(int) (rest & 15)];
            rest >>>= 4;
        }
    }

    private static void time(long micros, byte[] target, int at) {
        decimal(micros / 1_000_000, SECOND_DIGITS, target, at);
        decimal(micros % 1_000_000, MICRO_DIGITS, target, at + SECOND_DIGITS + 1);
    }

    private static void decimal(long value, int digits, byte[] target, int at) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = DIGITS[(int) (rest % 10)];
            rest /= 10;
        }
    }
}
