// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.util.Optional;

/**
 * What a frame is compressed against. A shipped dictionary is never changed: a better one is a new constant with a
 * new id, which readers know one release before writers use it.
 *
 * <p>Ids are those of Zstandard's dictionary format (RFC 8878 section 5), which reserves the ones below 32,768 and
 * from 2^31 on: ours are the letters "RG" and a version.
 */
public enum Dictionary {
    /** No dictionary: readable everywhere, and two to three times as large where a block holds few documents. */
    NONE(0),
    /** {@code dictionary-1.zdict}, trained on generated X-Ray segment documents. */
    VERSION_1(0x5247_0001);

    private final int id;

    Dictionary(int id) {
        this.id = id;
    }

    /** What {@link BlockWriter} uses unless told otherwise. */
    public static Dictionary newest() {
        return VERSION_1;
    }

    /**
     * The dictionary with this id, or empty where this release does not have it.
     *
     * @param id as the frame header has it; 0 is {@link #NONE}
     */
    public static Optional<Dictionary> withId(long id) {
        for (Dictionary dictionary : values()) {
            if (dictionary.id == id) {
                return Optional.of(dictionary);
            }
        }
        return Optional.empty();
    }

    /** In the header of every frame that needs it; 0 for {@link #NONE}. */
    public int id() {
        return id;
    }

    /** Name of the resource beside this class; meaningless for {@link #NONE}. */
    String resource() {
        return "dictionary-" + (id & 0xFFFF) + ".zdict";
    }
}
