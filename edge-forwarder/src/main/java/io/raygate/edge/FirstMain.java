// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.bootstrap.runner.AotQuarkusEntryPoint;

/**
 * Main class of the packaged jar: binds the sockets before the launcher of Quarkus is so much as looked for, which opens a
 * hundred jars. In a native executable, in development mode and in tests {@link EdgeMain} comes first.
 */
final class FirstMain {

    private FirstMain() {}

    static void main(String... arguments) throws Throwable {
        EdgeMain.prepare(arguments);
        AotQuarkusEntryPoint.main(arguments);
    }
}
