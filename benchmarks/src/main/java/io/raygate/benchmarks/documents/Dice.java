// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.util.List;
import java.util.Random;

/** Chance from a seed: the same throws on every machine and in every run. */
final class Dice {

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final char[] UPPER = "0123456789ABCDEFGHIJKLMNOPQRSTUV".toCharArray();

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Mostly small, seldom large: exponentially distributed with this mean. */
    long around(double mean) {
        return (long) (-mean * Math.log(1 - random.nextDouble()));
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String hex(int digits) {
        return text(HEX, digits);
    }

    /** As AWS services write request ids. */
    String upper(int characters) {
        return text(UPPER, characters);
    }

    String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
    }

    private String text(char[] alphabet, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return new String(text);
    }
}
