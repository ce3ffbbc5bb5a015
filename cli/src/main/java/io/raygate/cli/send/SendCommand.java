// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.send;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.stacks.PortOffset;
import io.raygate.cli.stacks.StackPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code send}: segment documents to the forwarder, as an X-Ray SDK sends them. */
@Command(
        name = "send",
        description = {
            "Send segment documents to the forwarder, as an X-Ray SDK does.",
            "",
            "A .jsonl or .ndjson file holds one document per line, as does standard input (-); any",
            "other file holds a single document. Documents are sent as they are, valid or not. Without",
            "a FILE, a segment is made up, and a command that shows its trace is printed. UDP confirms",
            "nothing: the forwarder's metrics tell whether a document arrived.",
            ""
        })
public final class SendCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private PortOffset portOffset = new PortOffset();

    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            description = "The forwarder's address (default: 127.0.0.1:2000 plus the offset).")
    private @Nullable String address;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to send.")
    private List<Path> files = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public SendCommand() {}

    @Override
    public Integer call() throws IOException {
        Console console = raygate.console();
        StackPorts ports = portOffset.ports();
        String to = address == null ? "127.0.0.1:" + ports.daemon() : address;
        List<byte[]> documents = new ArrayList<>();
        for (Path file : files) {
            documents.addAll(Documents.in(file));
        }
        SampleSegment sample = SampleSegment.of(Clock.systemUTC().instant(), new Random());
        if (files.isEmpty()) {
            documents.add(sample.document().getBytes(StandardCharsets.UTF_8));
        }
        int bytes = 0;
        try (Datagrams datagrams = Datagrams.to(to)) {
            for (byte[] document : documents) {
                bytes += datagrams.send(document);
            }
            if (!datagrams.isHeard()) {
                throw Failure.of("nothing listens at " + to + "/udp: start it with ./raygate up");
            }
        }
        console.say("Sent: documents=" + documents.size() + ", bytes=" + bytes + ", to=" + to);
        if (files.isEmpty()) {
            console.say("Trace: " + sample.traceId());
        }
        if (files.isEmpty() && address == null) {
            String offset = ports.offset() == 0 ? "" : " --port-offset " + ports.offset();
            console.say("  ./raygate trace " + sample.traceId() + offset);
        }
        return 0;
    }
}
