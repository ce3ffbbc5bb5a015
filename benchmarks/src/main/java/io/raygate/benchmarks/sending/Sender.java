// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.sending;

import java.io.IOException;
import java.time.Duration;

/** {@link Load} as a program: {@code PORT BYTES PER_SECOND SOURCES RUN MILLIS}. Prints how much it sent, and in how many nanoseconds. */
public final class Sender {

    private Sender() {}

    /** One number for each argument. */
    public static void main(String[] arguments) throws IOException {
        int[] numbers = new int[arguments.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        Load load = new Load(new Load.Shape(numbers[1], numbers[2], numbers[3], 0), numbers[4]);
        long nanos = load.run(numbers[0], Duration.ofMillis(numbers[5]));
        System.out.println(load.sent() + " " + nanos);
    }
}
