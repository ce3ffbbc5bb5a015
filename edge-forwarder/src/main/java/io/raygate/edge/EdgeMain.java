// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.raygate.edge.daemon.DaemonCommand;
import io.raygate.edge.limit.ExplainCommand;
import io.raygate.edge.observe.BuildInfo;
import java.util.List;

/** Where the process starts: what needs no forwarder is answered here, before Quarkus loads. */
@QuarkusMain
public final class EdgeMain {

    /** What a command line that cannot be read ends with, as in the daemon and in most tools. */
    private static final int MISUSED = 2;

    private EdgeMain() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(ExplainCommand.FLAG)) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(ExplainCommand.run(rest, System.in, System.out, System.err));
        }
        switch (DaemonCommand.read(List.of(arguments), System.getenv(), DaemonCommand.FILES)) {
            case DaemonCommand.Run run -> run(run);
            case DaemonCommand.Help help -> System.out.println(help.text());
            case DaemonCommand.Version _ -> System.out.println(BuildInfo.read().describe());
            case DaemonCommand.Misused misused -> {
                System.err.println("raygate: " + misused.sentence());
                System.exit(MISUSED);
            }
        }
    }

    private static void run(DaemonCommand.Run run) {
        run.notes().forEach(note -> System.err.println("raygate: " + note));
        run.settings().forEach(System::setProperty);
        Quarkus.run();
    }
}
