// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing;

/**
 * How much random input or load a test tries: little by default, much with {@code -Draygate.long}, and exactly as much as a
 * property of its own says where that is set.
 */
public final class RunLength {

    private static final String LONG = "raygate.long";

    private RunLength() {}

    /**
     * The length of this run.
     *
     * @param property system property that names an exact length
     */
    public static int of(String property, int shortRun, int longRun) {
        String value = System.getProperty(LONG, "false");
        return Integer.getInteger(property, value.equals("false") ? shortRun : longRun);
    }
}
