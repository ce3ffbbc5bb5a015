// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import io.raygate.cli.build.NativeCommand;
import io.raygate.cli.build.NodeCommand;
import io.raygate.cli.build.TestCommand;
import io.raygate.cli.doctor.DoctorCommand;
import io.raygate.cli.gitops.NewCommand;
import io.raygate.cli.gitops.PromoteCommand;
import io.raygate.cli.image.ImageCommand;
import io.raygate.cli.inspect.DecodeCommand;
import io.raygate.cli.inspect.ExplainCommand;
import io.raygate.cli.inspect.ValidateCommand;
import io.raygate.cli.look.BooksCommand;
import io.raygate.cli.look.MapCommand;
import io.raygate.cli.look.TailCommand;
import io.raygate.cli.look.TraceCommand;
import io.raygate.cli.look.TracesCommand;
import io.raygate.cli.measure.BenchCommand;
import io.raygate.cli.measure.FuzzCommand;
import io.raygate.cli.measure.SoakCommand;
import io.raygate.cli.process.Signalled;
import io.raygate.cli.release.ReleaseCommand;
import io.raygate.cli.scale.ScaleCommand;
import io.raygate.cli.send.SendCommand;
import io.raygate.cli.stacks.DownCommand;
import io.raygate.cli.stacks.LogsCommand;
import io.raygate.cli.stacks.OpenCommand;
import io.raygate.cli.stacks.StatusCommand;
import io.raygate.cli.up.UpCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code ./raygate VERB}. Ends with 0 where the verb did its work, 1 where it could not, 2 where it was not understood:
 * then one line names what was wrong.
 */
@Command(
        name = "./raygate",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%n",
        description = "Builds, runs and checks Raygate.",
        footer = {"", "Run ./raygate VERB --help for more about a verb."},
        versionProvider = Raygate.Version.class,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            OpenCommand.class,
            SendCommand.class,
            TracesCommand.class,
            TraceCommand.class,
            TailCommand.class,
            MapCommand.class,
            BooksCommand.class,
            ValidateCommand.class,
            DecodeCommand.class,
            ExplainCommand.class,
            ImageCommand.class,
            ReleaseCommand.class,
            PromoteCommand.class,
            NewCommand.class,
            TestCommand.class,
            NativeCommand.class,
            NodeCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            FuzzCommand.class,
            ScaleCommand.class,
            DoctorCommand.class,
            Raygate.HelpVerb.class
        })
public final class Raygate implements Runnable {

    private static final int HELP_COLUMNS = 100;

    private final Home home;
    private final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // acted on by picocli
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    Raygate(Home home, Console console) {
        this.home = home;
        this.console = console;
    }

    /** Runs one verb and exits with its status. */
    public static void main(String[] arguments) {
        // the schema library logs through an interface that has nothing behind it here, and says so
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Home home = Home.at(Path.of(System.getProperty("raygate.home", "")));
        System.exit(run(home, Console.ofProcess(), arguments));
    }

    /** Runs one verb and gives its status. */
    static int run(Home home, Console console, String... arguments) {
        CommandLine line = new CommandLine(new Raygate(home, console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Misuse(console))
                .setExecutionExceptionHandler((failure, _, _) -> complain(console, failure));
        line.getSubcommands().forEach((verb, command) -> {
            command.setStopAtPositional(verb.equals("bench"));
            command.setUnmatchedOptionsArePositionalParams(verb.equals("test"));
        });
        return line.execute(arguments);
    }

    private static int complain(Console console, Exception thrown) throws Exception {
        return switch (thrown) {
            case Failure failure -> {
                console.complain(failure.sentence());
                yield failure.status();
            }
            case Signalled signalled -> signalled.status();
            case IOException io -> complain(console, io);
            case UncheckedIOException io -> complain(console, new IOException(io.getMessage(), io));
            default -> throw thrown;
        };
    }

    private static int complain(Console console, IOException thrown) {
        console.complain(thrown.toString());
        return Failure.FAILED;
    }

    /** Where it runs. */
    public Home home() {
        return home;
    }

    /** What it says goes there. */
    public Console console() {
        return console;
    }

    /** Without a verb: what there is. */
    @Override
    public void run() {
        CommandLine.usage(this, console.out(), Help.Ansi.OFF);
    }

    /** {@code help}: the same as no verb, or as {@code --help} of one. */
    @Command(name = "help", description = "Print this help, or that of VERB.")
    static final class HelpVerb implements Runnable {

        @ParentCommand
        private Raygate raygate;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "VERB", arity = "0..1", description = "A verb.")
        private @Nullable String verb;

        @SuppressWarnings("NullAway.Init")
        HelpVerb() {}

        @Override
        public void run() {
            CommandLine all = spec.parent().commandLine();
            CommandLine asked = verb == null ? all : all.getSubcommands().get(verb);
            if (asked == null) {
                throw Failure.misused("unknown verb '" + verb + "'; see ./raygate --help");
            }
            asked.usage(raygate.console.out(), Help.Ansi.OFF);
        }
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "raygate " + Home.version().orElse("(not packaged)") + ", Java " + System.getProperty("java.version")
            };
        }
    }
}
