// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.raygate.edge.daemon.DaemonCommand;
import io.raygate.edge.limit.ExplainCommand;
import io.raygate.edge.observe.BuildInfo;
import io.raygate.edge.receive.EarlySockets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the process starts. What needs no forwarder is answered here, and the sockets are bound here, before Quarkus is
 * loaded. What runs until then has no lambdas and no switches over types: the virtual machine makes a class for each, and the
 * first ones cost more than all else that it does before {@code main}.
 */
@QuarkusMain
public final class EdgeMain {

    /** What a command line that cannot be read ends with, as in the daemon and in most tools. */
    private static final int MISUSED = 2;

    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    private EdgeMain() {}

    public static void main(String... arguments) {
        prepare(arguments);
        Quarkus.run();
    }

    /**
     * Reads the command line and binds the sockets; the second call of a process does nothing. Ends the process where the
     * command line asks for something else than forwarding.
     */
    static void prepare(String... arguments) {
        if (!PREPARED.compareAndSet(false, true)) {
            return;
        }
        if (arguments.length > 0 && arguments[0].equals(ExplainCommand.FLAG)) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(ExplainCommand.run(rest, System.in, System.out, System.err));
        }
        DaemonCommand command = DaemonCommand.read(List.of(arguments), System.getenv(), DaemonCommand.FILES);
        if (command instanceof DaemonCommand.Run run) {
            bind(run);
        } else {
            endInstead(command);
        }
    }

    private static void bind(DaemonCommand.Run run) {
        for (Map.Entry<String, String> setting : run.settings().entrySet()) {
            System.setProperty(setting.getKey(), setting.getValue());
        }
        EarlySockets.bind();
        run.notes().forEach(note -> System.err.println("raygate: " + note));
    }

    private static void endInstead(DaemonCommand command) {
        switch (command) {
            case DaemonCommand.Run _ -> throw new IllegalStateException("to run is not to end");
            case DaemonCommand.Help help -> end(help.text());
            case DaemonCommand.Version _ -> end(BuildInfo.read().describe());
            case DaemonCommand.Misused misused -> {
                System.err.println("raygate: " + misused.sentence());
                System.exit(MISUSED);
            }
        }
    }

    private static void end(String text) {
        System.out.println(text);
        System.exit(0);
    }
}
