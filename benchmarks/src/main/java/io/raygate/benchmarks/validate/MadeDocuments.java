// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Valid documents that consist mostly of one thing, so that each part of a validator shows its cost. */
final class MadeDocuments {

    private static final int COUNT = 16;
    private static final long SEED = 36;
    private static final int LEVELS = 60;
    private static final int CALLS_OF_64_KB = 66;
    private static final String START = "1795310445.138";
    private static final String END = "1795310446.138";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz -_/0123456789";

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** What identifies a segment, and nothing else. */
    static Stream<byte[]> small() {
        return documents(made -> "");
    }

    /** Many subsegments of one kilobyte. */
    static Stream<byte[]> large() {
        return documents(made -> ",\"subsegments\":" + list(CALLS_OF_64_KB, i -> made.call() + "}"));
    }

    static Stream<byte[]> strings() {
        return metadata(made -> list(40, i -> made.quoted(20 + i % 60)));
    }

    static Stream<byte[]> numbers() {
        return metadata(made -> list(160, made::number));
    }

    /** Objects and arrays within each other, and subsegments likewise. */
    static Stream<byte[]> deep() {
        return documents(made -> ",\"metadata\":{\"m\":" + "{\"n\":[".repeat(LEVELS) + "1" + "]}".repeat(LEVELS)
                + "},\"subsegments\":[" + made.call() + ",\"subsegments\":[" + made.call() + "}]}]");
    }

    /** JSON within strings, as loggers write it. */
    static Stream<byte[]> escaped() {
        return metadata(made -> list(
                24,
                i -> "\"{\\\"item\\\":\\\"" + made.word(12) + "\\\",\\n\\t\\\"path\\\":\\\"C:\\\\" + i
                        + "\\u00e9\\\"}\""));
    }

    static Stream<byte[]> nonAscii() {
        String text = "\u5bc6\u7801\u9519\u8bef \u0417\u0430\u043a\u0430\u0437 \u043d\u0435 \u043d\u0430\u0439\u0434"
                + "\u0435\u043d, gr\u00fc\u00dfe \ud83d\ude80 ";
        return metadata(made -> list(24, i -> '"' + text + i + '"'));
    }

    /** Many keys that nobody documents. */
    static Stream<byte[]> keys() {
        return metadata(made -> IntStream.range(0, 60)
                .mapToObj(i -> "\"" + made.word(3 + i % 16) + i + "\":" + (i % 3 == 0 ? "true" : made.quoted(6)))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static Stream<byte[]> metadata(Function<MadeDocuments, String> value) {
        return documents(made -> ",\"metadata\":{\"m\":" + value.apply(made) + "}");
    }

    private static Stream<byte[]> documents(Function<MadeDocuments, String> members) {
        MadeDocuments made = new MadeDocuments();
        return Stream.generate(() ->
                        made.entity() + ",\"trace_id\":\"1-6b024b2d-" + made.hex(24) + '"' + members.apply(made) + "}")
                .limit(COUNT)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private String entity() {
        return "{\"name\":\"checkout\",\"id\":\"" + hex(16) + "\",\"start_time\":" + START + random.nextInt(1, 1_000)
                + ",\"end_time\":" + END + random.nextInt(1, 1_000);
    }

    /** An open subsegment. */
    private String call() {
        return entity() + ",\"namespace\":\"remote\",\"http\":{\"request\":{\"method\":\"GET\",\"url\":\"https://"
                + word(30) + "/items/" + random.nextInt(1_000) + "\",\"traced\":true},\"response\":{\"status\":200,"
                + "\"content_length\":" + random.nextInt(100_000) + "}},\"service\":{\"version\":" + quoted(8)
                + ",\"runtime\":" + quoted(12) + "},\"metadata\":{\"app\":{\"cart\":" + list(4, i -> quoted(60))
                + ",\"step\":" + quoted(12) + ",\"weights\":" + list(6, this::number) + "}},\"aws\":{\"operation\":"
                + "\"GetItem\",\"region\":\"eu-west-1\",\"table_name\":" + quoted(20) + "}";
    }

    private String number(int i) {
        return i % 2 == 0 ? Integer.toString(random.nextInt()) : Double.toString(random.nextDouble() * 1_000);
    }

    private String quoted(int length) {
        return '"' + word(length) + '"';
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private String hex(int digits) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }
}
