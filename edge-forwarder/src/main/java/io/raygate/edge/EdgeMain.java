// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process starts: what needs no forwarder is answered here, before Quarkus loads. */
@QuarkusMain
public final class EdgeMain {

    private EdgeMain() {}

    public static void main(String... args) {
        Quarkus.run(args);
    }
}
