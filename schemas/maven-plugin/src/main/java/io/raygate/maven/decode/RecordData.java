// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The data of one Kinesis record in a file: as bytes, or in base64 as {@code aws kinesis get-records} prints it. */
final class RecordData {

    /** The largest record that a stream can be set to take, 10 MiB. UpdateMaxRecordSize, read 2026-11-22. */
    private static final int MAX_RECORD_BYTES = 10 * 1024 * 1024;

    /** Base64, quotes and line feeds of the largest record. */
    private static final long MAX_FILE_BYTES = MAX_RECORD_BYTES / 3L * 4 + MAX_RECORD_BYTES / 32;

    private RecordData() {}

    /**
     * Base64 is recognised by its characters: a block starts with a byte that is none of them.
     *
     * @throws IOException where the file cannot be read or is larger than any record
     */
    static byte[] in(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE_BYTES) {
            throw new IOException(file + " is larger than any Kinesis record: bytes=" + size);
        }
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        String unquoted = text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
        try {
            return Base64.getDecoder().decode(unquoted.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            return content;
        }
    }
}
