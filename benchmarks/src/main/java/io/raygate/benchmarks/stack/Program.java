// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Something that takes X-Ray's datagrams: how it is started, and when it is ready. */
public interface Program {

    /** What tables call it. */
    String name();

    /**
     * The command that starts it; may write a file of its configuration first.
     *
     * @throws IOException where that cannot be written
     */
    List<String> command(Place place) throws IOException;

    /** Variables of its environment, beside those that every AWS client reads. */
    default Map<String, String> environment(Place place) {
        return Map.of();
    }

    /** Whether it takes what is sent to it, once its socket is bound. */
    boolean isReady(Place place);

    /** Documents that it holds, where it says so; 0 where it does not. */
    default long buffered(Place place) {
        return 0;
    }

    /** Whether it calls Kinesis and leaves X-Ray to the function. */
    default boolean usesFunction() {
        return false;
    }
}
