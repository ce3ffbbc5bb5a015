// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shipped dictionaries, digested. A dictionary is digested once a process for reading and once for each level that
 * is written, at first use, and shared by all readers and writers: zstd only reads a digested dictionary, so any number
 * of threads may use it, each with a context of its own. Its native memory (some 0.2 MiB for reading, 0.3 to 2 MiB a
 * level for writing) is held until the process ends; on the heap nothing stays.
 */
final class Dictionaries {

    /** At most {@link Zstd#maxCompressionLevel()} for each dictionary. */
    private static final Map<Digest, ZstdDictCompress> FOR_WRITING = new ConcurrentHashMap<>();

    private static final Map<Dictionary, ZstdDictDecompress> FOR_READING = new ConcurrentHashMap<>();

    private Dictionaries() {}

    private record Digest(Dictionary dictionary, int level) {}

    /**
     * @param level 1 to 22
     */
    static ZstdDictCompress forWriting(Dictionary dictionary, int level) {
        if (level < 1 || level > Zstd.maxCompressionLevel()) {
            throw new IllegalArgumentException(
                    "compression level out of range: level=" + level + ", max=" + Zstd.maxCompressionLevel());
        }
        return FOR_WRITING.computeIfAbsent(
                new Digest(dictionary, level), digest -> new ZstdDictCompress(bytes(digest.dictionary()), level));
    }

    static ZstdDictDecompress forReading(Dictionary dictionary) {
        return FOR_READING.computeIfAbsent(dictionary, known -> new ZstdDictDecompress(bytes(known)));
    }

    /** The dictionary as it is shipped. */
    static byte[] bytes(Dictionary dictionary) {
        try (InputStream resource = Dictionaries.class.getResourceAsStream(dictionary.resource())) {
            if (resource == null) {
                throw new FileNotFoundException("not in this program: " + dictionary.resource());
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
