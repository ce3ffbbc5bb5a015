// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration.declare;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class KeysProcessorTest {

    @TempDir
    private Path output;

    @Test
    void compile_declarations_makesTheListOfKeys() throws IOException {
        List<String> errors = compile("""
                /** Tonnes. */
                @InRange(min = "80K", max = "4M", because = "since \\"it\\" must float") @WithDefault("1M")
                MemorySize ballast();
                @AtMost("long-watch") @WithDefault("1ms") Duration shortWatch();
                @WithDefault("1s") Duration longWatch();
                @Matches(value = "\\\\d+", write = "digits") Optional<String> code();
                @RenamedFrom("raygate.ship.sails") @WithDefault("full-rigged") Rig rig();
                @Hidden Optional<Set<String>> crew();
                Map<String, Boat> boats();
                List<Boat> floats();
                Engine engine();
                default boolean isLarge() { return true; }
                enum Rig { SLOOP, FULL_RIGGED }
                interface Boat { @InRange(min = "1") int seats(); }
                interface Engine { @NeededWhen(key = "raygate.ship.rig", is = "sloop", write = "it") Optional<Path> manual(); }
                """);

        assertThat(errors).isEmpty();
        assertThat(Files.readString(output.resolve("example/ExampleKeys.java"), UTF_8))
                .contains(
                        "new Key(\"raygate.ship.ballast\", Kind.SIZE, Key.Presence.REQUIRED, \"1M\","
                                + " List.of(new Rule.Range(\"80K\", \"4M\", \"since \\\"it\\\" must float\")))",
                        "new Rule.Order(Rule.Order.Relation.AT_MOST, \"raygate.ship.long-watch\", \"\", \"\")",
                        "new Key(\"raygate.ship.code\", Kind.TEXT, Key.Presence.OPTIONAL, null,"
                                + " List.of(new Rule.Text(\"\\\\d+\", \"digits\")))",
                        "new Rule.OneOf(List.of(\"sloop\", \"full-rigged\"))",
                        "new Key(\"raygate.ship.crew\", Kind.TEXT, Key.Presence.LIST, null, List.of(new Rule.Hidden()))",
                        "new Key(\"raygate.ship.boats.*.seats\", Kind.INTEGER",
                        "new Key(\"raygate.ship.floats[*].seats\", Kind.INTEGER",
                        "new Key(\"raygate.ship.engine.manual\", Kind.PATH",
                        "Map.entry(\"raygate.ship.sails\", \"raygate.ship.rig\")",
                        "Map.entry(\"raygate.ship.oars\", \"since ships have engines\")")
                .doesNotContain("large");
        assertThat(output.resolve("example/ExampleKeys.class")).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @InRange(max = "5 parsecs") @WithDefault("1s") Duration way();    | raygate.ship.way: the bound 5 parsecs cannot be read
            @InRange(min = "5") @WithDefault("4") int crew();                 | raygate.ship.crew: the default 4 is refused
            @AtMost("bridge") @WithDefault("4") int crew();                   | raygate.ship.crew: there is no key raygate.ship.bridge
            @Matches(value = "[", write = "it") String name();                | raygate.ship.name: Unclosed character class
            Thread keel();                                                    | raygate.ship.keel: java.lang.Thread is not a type of configuration
            long keel();                                                      | raygate.ship.keel: long is not a type of configuration
            """)
    void compile_declarationThatCannotHold_isAnError(String declaration, String error) throws IOException {
        assertThat(compile(declaration)).containsExactly(error);
    }

    @Test
    void compile_twoInterfacesWithOnePrefix_isAnError() throws IOException {
        assertThat(compile("""
                @WithDefault("4") int crew();
                @ConfigMapping(prefix = "raygate.ship")
                interface Boats { @WithDefault("2") int boats(); }
                """))
                .containsExactly(
                        "raygate.ship: both example.Example.Ship and example.Example.Ship.Boats declare keys with this prefix;"
                                + " give each a prefix of its own");
    }

    private List<String> compile(String members) throws IOException {
        String source = """
                package example;
                import io.quarkus.runtime.configuration.MemorySize;
                import io.raygate.configuration.*;
                import io.smallrye.config.*;
                import java.nio.file.Path;
                import java.time.Duration;
                import java.util.*;
                @DeclaresKeys
                final class Example {
                    static final Keys KEYS = ExampleKeys.ALL;
                    @ConfigMapping(prefix = "raygate.ship")
                    @Defunct(key = "raygate.ship.oars", because = "since ships have engines")
                    interface Ship {
                        %s
                    }
                }
                """.formatted(members);
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///example/Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        CompilationTask task = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        diagnostics,
                        List.of("-d", output.toString(), "-s", output.toString()),
                        null,
                        List.of(file));
        task.setProcessors(List.of(new KeysProcessor()));
        task.call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .filter(message -> !message.contains("cannot find symbol"))
                .toList();
    }
}
