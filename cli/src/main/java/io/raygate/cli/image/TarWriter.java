// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a POSIX tar archive (IEEE Std 1003.1, pax interchange format) that depends on nothing but what it is given: every
 * entry has the same time, owners are numbers without names.
 *
 * <pre>
 *   0 name[100]  100 mode[8]  108 uid[8]  116 gid[8]  124 size[12]  136 mtime[12]  148 checksum[8]
 * 156 type       157 link[100]            257 "ustar\0" "00"                      345 prefix[155]
 * </pre>
 */
final class TarWriter {

    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final int LINK_MODE = 0777;

    private final OutputStream out;
    private final Instant time;

    TarWriter(OutputStream out, Instant time) {
        this.out = out;
        this.time = time;
    }

    /** What a header says. */
    private record Header(String path, char type, int mode, int owner, long size, String link) {}

    void write(String path, FileTree.Node node) throws IOException {
        switch (node) {
            case FileTree.Directory directory ->
                entry(new Header(path + "/", '5', directory.mode(), directory.owner(), 0, ""));
            case FileTree.Link link -> entry(new Header(path, '2', LINK_MODE, 0, 0, link.target()));
            case FileTree.Text text -> {
                byte[] bytes = utf8(text.text());
                entry(new Header(path, '0', 0644, 0, bytes.length, ""));
                content(bytes);
            }
            case FileTree.Content content -> {
                long size = Files.size(content.source());
                entry(new Header(path, '0', content.mode(), 0, size, ""));
                long copied = Files.copy(content.source(), out);
                if (copied != size) {
                    throw new IOException(content.source() + " changed while it was read");
                }
                pad(size);
            }
        }
    }

    /** Ends the archive; the stream stays open. */
    void finish() throws IOException {
        out.write(new byte[2 * BLOCK_BYTES]);
    }

    private void entry(Header header) throws IOException {
        String records = record("path", header.path()) + record("linkpath", header.link());
        if (!records.isEmpty()) {
            byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
            out.write(block(new Header("pax", 'x', 0644, 0, bytes.length, "")));
            content(bytes);
        }
        out.write(block(header));
    }

    /** A pax record, {@code LENGTH KEY=VALUE\n}, where the value does not fit its field; the length counts itself. */
    private static String record(String key, String value) {
        if (utf8(value).length <= NAME_BYTES) {
            return "";
        }
        String rest = " " + key + "=" + value + "\n";
        int bytes = utf8(rest).length;
        int length = bytes + Integer.toString(bytes).length();
        length = bytes + Integer.toString(length).length();
        return length + rest;
    }

    private byte[] block(Header header) {
        byte[] block = new byte[BLOCK_BYTES];
        put(block, 0, NAME_BYTES, header.path());
        octal(block, 100, 8, header.mode());
        octal(block, 108, 8, header.owner());
        octal(block, 116, 8, header.owner());
        octal(block, 124, 12, header.size());
        octal(block, 136, 12, time.getEpochSecond());
        block[156] = (byte) header.type();
        put(block, 157, NAME_BYTES, header.link());
        put(block, 257, 8, "ustar\00000");
        Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES, (byte) ' ');
        int sum = 0;
        for (byte value : block) {
            sum += value & 0xff;
        }
        octal(block, CHECKSUM_AT, CHECKSUM_BYTES - 1, sum);
        return block;
    }

    private static void put(byte[] block, int at, int length, String text) {
        byte[] bytes = utf8(text);
        System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, length));
    }

    /** Digits that fill the field but for the zero byte at its end. */
    private static void octal(byte[] block, int at, int length, long value) {
        long rest = value;
        for (int i = at + length - 2; i >= at; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        block[at + length - 1] = 0;
    }

    private void content(byte[] bytes) throws IOException {
        out.write(bytes);
        pad(bytes.length);
    }

    private void pad(long size) throws IOException {
        int over = (int) (size % BLOCK_BYTES);
        if (over != 0) {
            out.write(new byte[BLOCK_BYTES - over]);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
