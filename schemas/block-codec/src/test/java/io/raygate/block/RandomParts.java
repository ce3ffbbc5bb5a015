// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Random parts of blocks. The same seed gives the same parts, and a failure names its seed. */
final class RandomParts {

    private static final int MAX_BODY_BYTES = 2_000;
    private static final int MAX_TEXT_CODE_POINTS = 40;
    private static final int MAX_LABELS = 3;

    private final SplittableRandom random;

    private RandomParts(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Tries the property with each seed from 0 on. */
    static void forSeeds(int seeds, Consumer<RandomParts> property) {
        for (long seed = 0; seed < seeds; seed++) {
            try {
                property.accept(new RandomParts(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }

    /** None is as likely as any other number, and so is the empty body. */
    List<byte[]> bodies(int max) {
        List<byte[]> bodies = new ArrayList<>();
        for (int left = random.nextInt(max + 1); left > 0; left--) {
            bodies.add(bytes(random.nextInt(10) == 0 ? 0 : MAX_BODY_BYTES));
        }
        return bodies;
    }

    /** Short ones are as frequent as long ones, since most mistakes in parsing show within a few bytes. */
    byte[] bytes(int max) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(max + 1) + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    Workload workload() {
        Map<String, String> labels = new HashMap<>();
        for (int left = random.nextInt(MAX_LABELS + 1); left > 0; left--) {
            labels.put(text(), text());
        }
        return new Workload(text(), text(), text(), text(), text(), text(), text(), text(), labels);
    }

    /** Any code points but lone surrogates, which UTF-8 cannot hold. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(MAX_TEXT_CODE_POINTS + 1); left > 0; left--) {
            text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1));
        }
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
