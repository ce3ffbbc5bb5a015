// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.stack.Http;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The AWS X-Ray daemon. Its endpoint can be set in its configuration file alone.
 *
 * @see <a href="https://github.com/aws/aws-xray-daemon/blob/master/pkg/cfg/cfg.go">aws-xray-daemon 3.6.6, pkg/cfg/cfg.go, read
 *     2026-11-22</a>
 */
record Daemon(Path binary) implements Program {

    static final String NAME = "X-Ray daemon";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> command(Place place) throws IOException {
        Path configuration = place.directory().resolve("daemon.yaml");
        Files.writeString(configuration, """
            Version: 2
            Endpoint: "%s"
            LocalMode: true
            Logging:
              LogLevel: error
            """.formatted(place.aws()));
        return List.of(
                binary.toString(),
                "-c",
                configuration.toString(),
                "-o",
                "-n",
                "eu-west-1",
                "-b",
                place.address(),
                "-t",
                place.address());
    }

    @Override
    public boolean isReady(Place place) {
        return Http.listens(place.port());
    }
}
