// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DaemonCommandTest {

    @TempDir
    private Path directory;

    /** Every flag of the daemon 3.6.6, short and long. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -b 0.0.0.0:2000                 | {raygate.receive.addresses=0.0.0.0:2000}
            --bind [::]:2000                | {raygate.receive.addresses=[::]:2000}
            -bind :2000                     | {raygate.receive.addresses=:2000}
            -t 0.0.0.0:2000                 | {raygate.proxy.host=0.0.0.0, raygate.proxy.port=2000}
            --bind-tcp [::1]:3000           | {raygate.proxy.host=::1, raygate.proxy.port=3000}
            --bind-tcp=:2000                | {raygate.proxy.host=0.0.0.0, raygate.proxy.port=2000}
            -n eu-west-1                    | {raygate.aws.region=eu-west-1}
            --region eu-west-1              | {raygate.aws.region=eu-west-1}
            -r arn:aws:iam::1:role/x        | {raygate.aws.role-arn=arn:aws:iam::1:role/x}
            --role-arn arn:aws:iam::1:role/x | {raygate.aws.role-arn=arn:aws:iam::1:role/x}
            -p http://proxy:3128            | {raygate.aws.proxy=http://proxy:3128}
            --proxy-address http://proxy:1  | {raygate.aws.proxy=http://proxy:1}
            -m 100                          | {raygate.spool.max-memory=100M}
            --buffer-memory 0               | {}
            -l dev                          | {raygate.log.level=DEBUG}
            --log-level prod                | {raygate.log.level=INFO}
            --log-level warn                | {raygate.log.level=WARN}
            --log-level error               | {raygate.log.level=ERROR}
            -f /var/log/xray.log            | {quarkus.log.file.enabled=true, quarkus.log.file.path=/var/log/xray.log}
            --log-file x.log                | {quarkus.log.file.enabled=true, quarkus.log.file.path=x.log}
            -o=false                        | {}
            ''                              | {}
            -t 0.0.0.0:2000 -b 0.0.0.0:2000 --bind :2001 --bind-tcp :2001 | {raygate.proxy.host=0.0.0.0, \
            raygate.proxy.port=2001, raygate.receive.addresses=:2001}
            """)
    void read_flag_setsOurKeys(String line, String settings) {
        assertThat(read(line)).isInstanceOfSatisfying(DaemonCommand.Run.class, run -> {
            assertThat(new TreeMap<>(run.settings())).hasToString(settings);
            assertThat(run.notes()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -a arn:aws:ec2:eu-west-1:1:instance/i | --resource-arn is ignored: no telemetry records are sent to X-Ray; \
            /q/metrics has the forwarder's own metrics
            -o                                    | --local-mode is ignored: instance metadata is used only if \
            nothing else provides credentials
            --local-mode                          | --local-mode is ignored: instance metadata is used only if \
            nothing else provides credentials
            """)
    void read_flagWithoutMeaningHere_isIgnoredWithASentence(String line, String note) {
        assertThat(read(line)).isInstanceOfSatisfying(DaemonCommand.Run.class, run -> {
            assertThat(run.settings()).isEmpty();
            assertThat(run.notes()).containsExactly(note);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --frobnicate           | unknown option --frobnicate; --help lists them
            --concurrency 8        | unknown option --concurrency; --help lists them
            start                  | unexpected argument start; options start with a dash
            --bind                 | --bind needs a value; --help says which
            --bind-tcp localhost   | --bind-tcp: 'localhost' is not an address; write host:port, [IPv6]:port or :port
            --buffer-memory lots   | --buffer-memory: 'lots' is not a number of megabytes
            -l loud                | --log-level: 'loud' is not a level; write dev, debug, info, warn, error or prod
            -c /nowhere/cfg.yaml   | cannot read /nowhere/cfg.yaml: /nowhere/cfg.yaml
            """)
    void read_wrongCommandLine_saysWhatToWrite(String line, String sentence) {
        assertThat(read(line)).isEqualTo(new DaemonCommand.Misused(sentence));
    }

    /** Every key of the daemon's cfg.yaml. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TotalBufferSizeMB: 16               | {raygate.spool.max-memory=16M}
            TotalBufferSizeMB: 0                | {}
            Concurrency: 8                      | {raygate.publish.max-in-flight=8}
            Region: 'us-west-2'                 | {raygate.aws.region=us-west-2}
            Socket: {UDPAddress: '0.0.0.0:2000'} | {raygate.receive.addresses=0.0.0.0:2000}
            Socket: {TCPAddress: ':2000'}       | {raygate.proxy.host=0.0.0.0, raygate.proxy.port=2000}
            Logging: {LogRotation: true}        | {}
            Logging: {LogLevel: 'debug'}        | {raygate.log.level=DEBUG}
            Logging: {LogPath: 'a.log'}         | {quarkus.log.file.enabled=true, quarkus.log.file.path=a.log}
            LocalMode: false                    | {}
            ResourceARN: ''                     | {}
            RoleARN: 'arn:aws:iam::1:role/x'    | {raygate.aws.role-arn=arn:aws:iam::1:role/x}
            NoVerifySSL: false                  | {}
            Endpoint: ''                        | {}
            ProxyAddress: 'http://p:1'          | {raygate.aws.proxy=http://p:1}
            Version: 2                          | {}
            """)
    void read_keyOfFile_setsOurKeys(String yaml, String settings) throws IOException {
        assertThat(readFile(yaml)).isInstanceOfSatisfying(DaemonCommand.Run.class, run -> {
            assertThat(new TreeMap<>(run.settings())).hasToString(settings);
            assertThat(run.notes()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Endpoint: 'https://x' | Endpoint: segments go to Kinesis, not to an X-Ray endpoint; set AWS_ENDPOINT_URL_KINESIS
            NoVerifySSL: true     | NoVerifySSL: certificates are always checked; add your authority to a trust store \
            and name it with JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=PATH
            Version: 3            | Version: only versions 1 and 2 of the file are known, not 3
            Sockets: 1            | Sockets: there is no such key; remove it
            Concurrency: many     | Concurrency: 'many' is not a number of calls
            """)
    void read_keyOfFileThatCannotBe_isRefusedWithWhatReplacesIt(String yaml, String sentence) throws IOException {
        assertThat(readFile(yaml))
                .isInstanceOfSatisfying(
                        DaemonCommand.Misused.class,
                        misused -> assertThat(misused.sentence()).endsWith("cfg.yaml: " + sentence));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ResourceARN: 'arn'             | ResourceARN is ignored: no telemetry records are sent
            LocalMode: true                | LocalMode is ignored: instance metadata is used only if
            Logging: {LogRotation: false}  | Logging.LogRotation is ignored: log files always rotate
            ProxyServer: {MaxIdleConns: 0} | ProxyServer.MaxIdleConns is ignored: the X-Ray daemon does not use it either
            """)
    void read_keyOfFileWithoutMeaningHere_isIgnoredWithASentence(String yaml, String note) throws IOException {
        assertThat(readFile(yaml))
                .isInstanceOfSatisfying(
                        DaemonCommand.Run.class,
                        run -> assertThat(run.notes())
                                .singleElement()
                                .asString()
                                .contains(note));
    }

    @Test
    void read_fileInItsUsualPlace_isReadLenientlyAndFlagsGoFirst() throws IOException {
        Path file = Files.writeString(directory.resolve("cfg.yaml"), """
                Version: 2
                Region: us-west-2
                Unknown: 1
                Socket:
                  UDPAddress: 127.0.0.1:3000
                """);

        DaemonCommand command = DaemonCommand.read(
                List.of("--region", "eu-west-1"), Map.of(), List.of(directory.resolve("absent.yaml"), file));

        assertThat(command).isInstanceOfSatisfying(DaemonCommand.Run.class, run -> {
            assertThat(run.settings())
                    .containsOnly(
                            Map.entry("raygate.aws.region", "eu-west-1"),
                            Map.entry("raygate.receive.addresses", "127.0.0.1:3000"));
            assertThat(run.notes())
                    .containsExactly(file + ": Unknown is ignored: the X-Ray daemon does not use it either");
        });
    }

    @Test
    void read_ourOwnVariable_goesBeforeTheFileAndAfterTheFlag() throws IOException {
        Path file = Files.writeString(
                directory.resolve("cfg.yaml"), "Region: us-west-2\nConcurrency: 8\nSocket: {UDPAddress: ':1'}");
        Map<String, String> environment = Map.of(
                "RAYGATE_AWS_REGION", "eu-north-1",
                "RAYGATE_RECEIVE_ADDRESSES", ":3");

        DaemonCommand command = DaemonCommand.read(List.of("-b", ":2"), environment, List.of(file));

        assertThat(command)
                .isInstanceOfSatisfying(
                        DaemonCommand.Run.class,
                        run -> assertThat(run.settings())
                                .containsOnly(
                                        Map.entry("raygate.receive.addresses", ":2"),
                                        Map.entry("raygate.publish.max-in-flight", "8")));
    }

    @Test
    void read_notYaml_saysSoInOneLine() throws IOException {
        assertThat(readFile("Region: ["))
                .isInstanceOfSatisfying(
                        DaemonCommand.Misused.class,
                        misused -> assertThat(misused.sentence())
                                .contains("cfg.yaml: line 1: ", "; write YAML or JSON")
                                .hasLineCount(1));
    }

    /** Every variable that the daemon reads and the AWS SDK does not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS_HOSTNAME                  | {raygate.node.name=x}        | 0
            AWS_INSTANCE_ID               | {raygate.node.instance-id=x} | 0
            ECS_ENABLE_CONTAINER_METADATA | {}                           | 1
            ECS_CONTAINER_METADATA_FILE   | {}                           | 1
            XRAY_DAEMON_CPU_PROFILE       | {}                           | 1
            XRAY_DAEMON_MEMORY_PROFILE    | {}                           | 1
            """)
    void read_variableOfTheDaemon_isTakenOrIgnoredWithASentence(String name, String settings, int notes) {
        assertThat(DaemonCommand.read(List.of(), Map.of(name, "x"), List.of()))
                .isInstanceOfSatisfying(DaemonCommand.Run.class, run -> {
                    assertThat(run.settings()).hasToString(settings);
                    assertThat(run.notes()).hasSize(notes);
                });
    }

    @Test
    void read_help_namesEveryOption() {
        assertThat(Stream.of("-h", "--help", "-b x --help").map(this::read))
                .allSatisfy(command -> assertThat(command)
                        .isInstanceOfSatisfying(
                                DaemonCommand.Help.class,
                                help -> assertThat(help.text())
                                        .contains(
                                                "-b, --bind HOST:PORT",
                                                "-a, --resource-arn ARN",
                                                "(file) NoVerifySSL BOOL")));
    }

    @Test
    void read_version_asksForIt() {
        assertThat(Stream.of("-v", "--version").map(this::read)).allMatch(DaemonCommand.Version.class::isInstance);
    }

    private DaemonCommand readFile(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("cfg.yaml"), yaml);
        return DaemonCommand.read(List.of("-c", file.toString()), Map.of(), List.of());
    }

    private DaemonCommand read(String line) {
        List<String> arguments = Arrays.stream(line.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return DaemonCommand.read(arguments, Map.of(), List.of());
    }
}
