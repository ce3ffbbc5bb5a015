// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.edge.reload.MountedFile;
import io.raygate.edge.reload.Reloaded;
import io.raygate.edge.reload.Reloaded.Parser;
import io.raygate.edge.workload.WorkloadFile;
import io.raygate.edge.workload.Workloads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code --explain}: a dry run of a policy file on documents from standard input. */
public final class ExplainCommand {

    /** The argument that asks for it. */
    public static final String FLAG = "--explain";

    private static final int OK = 0;
    private static final int MISUSED = 2;
    private static final int MAX_FILE_BYTES = 1024 * 1024;

    /** 65,507 bytes of UDP over IPv4 less the header line of 30 bytes (RFC 768, X-Ray daemon 3.6.6). */
    private static final int MAX_DOCUMENT_BYTES = 65_477;

    private static final String HELP = """
            Usage: ./raygate explain POLICY [--workloads FILE] [--source ADDRESS] [--rate N] < DOCUMENTS
               or: java -jar quarkus-run.jar --explain POLICY ...

            Prints for each document what the limits in POLICY would do with it, and why. Documents
            come from standard input, one a line; a line may begin with the sender's address and a blank.

              --workloads FILE  who has which address, as raygate.workloads.file
              --source ADDRESS  sender of lines that name none (default 127.0.0.1)
              --rate N          documents come N a second (default: all at one moment)

            docs/configuration.md explains both files.""";

    private ExplainCommand() {}

    /**
     * Runs it.
     *
     * @param arguments those behind {@link #FLAG}
     * @return status with which the process ends: 0, or 2 where a file or an argument cannot be used
     */
    public static int run(List<String> arguments, InputStream documents, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(HELP);
            return OK;
        }
        try {
            ExplainOptions options = ExplainOptions.parse(arguments);
            LimitPolicy policy = read("policy", options.policy(), LimitPolicy::parse);
            Map<InetAddress, Workload> workloads = options.workloads()
                    .map(file -> read("workloads", file, content -> WorkloadFile.parse(content, 100_000)))
                    .orElse(Map.of());
            Workloads known = source -> workloads.getOrDefault(source, Workloads.UNKNOWN);
            explain(new Explanation(known, new Limits(policy, 0)), options, documents, out);
            return OK;
        } catch (IllegalArgumentException | IOException e) {
            err.println("raygate: " + e.getMessage());
            return MISUSED;
        }
    }

    private static void explain(Explanation explanation, ExplainOptions options, InputStream documents, PrintStream out)
            throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(documents, UTF_8));
        double nanosPerDocument = 1e9 / options.perSecond().orElse(Double.POSITIVE_INFINITY);
        int number = 0;
        int position = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Line parsed = Line.of(line, options.source());
            out.println(number + ": "
                    + (parsed.document().length > MAX_DOCUMENT_BYTES
                            ? "never arrives: " + parsed.document().length + " bytes do not fit a datagram"
                            : explanation.explain(
                                    parsed.source(),
                                    ByteBuffer.wrap(parsed.document()),
                                    Math.round(nanosPerDocument * position++))));
        }
        out.println(explanation.summary());
    }

    private static <T> T read(String what, Path file, Parser<T> parser) {
        return Reloaded.open(what, new MountedFile(file, MAX_FILE_BYTES), parser)
                .current();
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one line
    private record Line(InetAddress source, byte[] document) {

        static Line of(String line, InetAddress defaultSource) {
            int blank = line.indexOf(' ');
            if (!line.startsWith("{") && blank > 0) {
                try {
                    return new Line(
                            InetAddress.ofLiteral(line.substring(0, blank)),
                            line.substring(blank + 1).getBytes(UTF_8));
                } catch (IllegalArgumentException _) {
                    // then all of it is the document
                }
            }
            return new Line(defaultSource, line.getBytes(UTF_8));
        }
    }

    /**
     * What {@code --explain} is asked.
     *
     * @param workloads  file that says who has which address
     * @param source     sender of the documents that name none
     * @param perSecond  how fast documents come; absent: all at one moment
     */
    record ExplainOptions(Path policy, Optional<Path> workloads, InetAddress source, OptionalDouble perSecond) {

        /**
         * Reads the arguments behind {@code --explain}.
         *
         * @throws IllegalArgumentException with one line that says what is wrong
         */
        static ExplainOptions parse(List<String> arguments) {
            Optional<Path> policy = Optional.empty();
            Optional<Path> workloads = Optional.empty();
            InetAddress source = InetAddress.getLoopbackAddress();
            OptionalDouble perSecond = OptionalDouble.empty();
            Iterator<String> rest = arguments.iterator();
            while (rest.hasNext()) {
                String argument = rest.next();
                switch (argument) {
                    case "--workloads" -> workloads = Optional.of(Path.of(valueOf(argument, rest)));
                    case "--source" -> source = address(valueOf(argument, rest));
                    case "--rate" -> perSecond = OptionalDouble.of(rate(valueOf(argument, rest)));
                    default -> {
                        if (argument.startsWith("-") || policy.isPresent()) {
                            throw new IllegalArgumentException(
                                    "--explain does not know '" + argument + "'; see --explain --help");
                        }
                        policy = Optional.of(Path.of(argument));
                    }
                }
            }
            Path file = policy.orElseThrow(
                    () -> new IllegalArgumentException("--explain needs a policy file; see --explain --help"));
            return new ExplainOptions(file, workloads, source, perSecond);
        }

        private static String valueOf(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value; see --explain --help");
            }
            return rest.next();
        }

        private static InetAddress address(String text) {
            try {
                return InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "--source: '" + text + "' is not an address; write an IPv4 or IPv6 literal", e);
            }
        }

        private static double rate(String text) {
            try {
                double rate = Double.parseDouble(text);
                if (rate > 0 && rate <= 1e9) {
                    return rate;
                }
            } catch (NumberFormatException _) {
                // the sentence below says it all
            }
            throw new IllegalArgumentException(
                    "--rate: '" + text + "' is out of range; write documents per second, above 0");
        }
    }
}
