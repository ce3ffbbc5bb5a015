// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.configuration.Key;
import io.raygate.configuration.Kind;
import io.raygate.configuration.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the forwarder says of its configuration; {@code ConfigurationErrorsIT} asks the packaged one. */
class EdgeConfigurationTest {

    /** A cluster with one team. */
    private static final String SHARED = "workloads.source=kubernetes tenants.streams.shop.stream=raygate-shop"
            + " tenants.streams.shop.namespaces=web,shop";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        receive.sockets-per-address=65                    | receive.sockets-per-address: 65 is out of range; write 1 to 64
        receive.batch=0                                   | receive.batch: 0 is out of range; write 1 to 1024
        receive.socket-buffer=4Mi                         | receive.socket-buffer: 4Mi is not a size such as 512K or 64M; write 1K to 1G
        block.zstd-level=20                               | block.zstd-level: 20 is out of range; write 1 to 19
        block.max-content=79K                             | block.max-content: 79K is out of range; write 80K to 4M, since the largest datagram must fit
        block.linger=soon                                 | block.linger: soon is not a duration such as 250ms, 5s or 2m; write 0s to 1h
        spool.max-disk=15M                                | spool.max-disk: 15M is out of range; write at least 16M
        spool.mode=always                                 | spool.directory: is not set, and raygate.spool.mode is always; write the directory for blocks, or the mode overflow
        spool.mode=sometimes                              | spool.mode: sometimes is not known; write overflow or always
        publish.stream=arn:aws:sns:eu-west-1:1:x          | publish.stream: arn:aws:sns:eu-west-1:1:x is not valid; write the name or the ARN of a Kinesis stream
        publish.max-records=501                           | publish.max-records: 501 is out of range; write 1 to 500
        publish.max-request=6M                            | publish.max-request: 6M is out of range; write 1 to 5M
        publish.min-backoff=10s                           | publish.min-backoff: 10s is more than raygate.publish.max-backoff, which is 5s; write at most that
        publish.drain-timeout=99ms                        | publish.drain-timeout: 99ms is out of range; write 100ms to 1h
        aws.region=Ireland                                | aws.region: Ireland is not valid; write an AWS region, such as eu-west-1
        aws.role-arn=raygate                              | aws.role-arn: raygate is not valid; write the ARN of a role, such as arn:aws:iam::111122223333:role/raygate
        aws.external-id=xy                                | aws.external-id: the value (not shown) needs raygate.aws.role-arn; set both, or neither
        node.account=123                                  | node.account: 123 is not valid; write the 12 digits of an AWS account
        node.tenant=shop                                  | node.tenant: shop needs raygate.node.signing-key-file; set both, or neither
        node.tenant=Shop node.signing-key-file=/k         | node.tenant: Shop is not valid; write the name of a tenant: 1 to 63 of a-z, 0-9 and hyphen
        node.signing-key-file=/k                          | node.signing-key-file: /k needs raygate.node.tenant; set both, or neither
        tenants.others=drop                               | tenants.others: drop has no effect without raygate.tenants.streams; write those, or leave it out
        SHARED tenants.others=keep                        | tenants.others: keep is not known; write stream or drop
        SHARED tenants.max-open-blocks=0                  | tenants.max-open-blocks: 0 is out of range; write 1 to 1024
        SHARED workloads.source=none                      | workloads.source: is none, and raygate.tenants.streams needs to know who sends; write kubernetes or file
        SHARED node.tenant=shop node.signing-key-file=/k  | node.tenant: shop does not go with raygate.tenants.streams; set only one of them
        SHARED tenants.streams.toys.stream=toys           | tenants.streams.toys.namespaces: holds no namespace; write those of the team, separated by commas
        SHARED tenants.streams.toys.stream=toys tenants.streams.toys.namespaces=, | tenants.streams.toys.namespaces: holds no namespace; write those of the team, separated by commas
        SHARED tenants.streams.toys.namespaces=toys       | tenants.streams.toys.stream: is not set; write the name or the ARN of a Kinesis stream
        SHARED tenants.streams.toys.stream=toys tenants.streams.toys.namespaces=toys,web | tenants.streams.toys.namespaces: web is a namespace of shop, too; leave it with one of them
        SHARED tenants.streams.toys.stream=toys tenants.streams.toys.namespaces[0]=web | tenants.streams.toys.namespaces: web is a namespace of shop, too; leave it with one of them
        SHARED tenants.streams.toys.stream=toys tenants.streams.toys.namespaces=Toys | tenants.streams.toys.namespaces: Toys is not valid; write a namespace: 1 to 63 of a-z, 0-9 and hyphen
        SHARED tenants.streams.toys.stream=raygate-test tenants.streams.toys.namespaces=toys | tenants.streams.toys.stream: raygate-test is raygate.publish.stream, too; give each team a stream of its own
        SHARED tenants.streams.toys.stream=arn:aws:kinesis:eu-west-1:111122223333:stream/raygate-shop tenants.streams.toys.namespaces=toys | tenants.streams.toys.stream: arn:aws:kinesis:eu-west-1:111122223333:stream/raygate-shop is raygate.tenants.streams.shop.stream, too; give each team a stream of its own
        SHARED tenants.streams.toys_x.stream=toys tenants.streams.toys_x.namespaces=toys | tenants.streams.toys_x: is not the name of a team; write 1 to 63 of a-z, 0-9 and hyphen
        node.imds=maybe                                   | node.imds: maybe is not true or false; write true or false
        proxy.port=65536                                  | proxy.port: 65536 is out of range; write 0 to 65535
        proxy.port=tcp://10.0.0.1:2000                    | proxy.port: tcp://10.0.0.1:2000 is not a whole number; write 0 to 65535
        proxy.max-pending=1K                              | proxy.max-pending: 1K is less than raygate.proxy.max-body, which is 256K; write at least that
        intake.max-body=0                                 | intake.max-body: 0 is out of range; write 1 to 64M
        intake.max-documents=0                            | intake.max-documents: 0 is out of range; write 1 to 1000
        intake.max-pending=99                             | intake.max-pending: 99 is less than raygate.intake.max-body, which is 4M; write at least that
        sampling.source=git                               | sampling.rules-file: is not set, and raygate.sampling.source is git; write the path of the rules file
        sampling.interval=6m                              | sampling.interval: 6m is out of range; write 1s to 5m
        sampling.default-rule.fixed-rate=5                | sampling.default-rule.fixed-rate: 5 is out of range; write 0 to 1
        sampling.source=xray sampling.xray.request-timeout=10s | sampling.xray.request-timeout: 10s is not less than raygate.proxy.request-timeout, which is 10s; write less than that
        sampling.source=xray sampling.xray.max-answer=9M  | sampling.xray.max-answer: 9M is more than raygate.proxy.max-unread, which is 8M; write at most that
        workloads.source=file                             | workloads.file: is not set, and raygate.workloads.source is file; write the path of the file that says which workload has which address
        workloads.kubernetes.watch-timeout=1s             | workloads.kubernetes.watch-timeout: 1s is out of range; write 2s to 24h
        workloads.kubernetes.min-backoff=1m               | workloads.kubernetes.min-backoff: 1m is more than raygate.workloads.kubernetes.max-backoff, which is 30s; write at most that
        workloads.kubernetes.api-server=10.0.0.1:6443     | workloads.kubernetes.api-server: 10.0.0.1:6443 is not a URL such as https://example.com:8443; write a URL such as https://example.com:8443
        reload.interval=99ms                              | reload.interval: 99ms is out of range; write 100ms to 1h
        reload.max-file=65M                               | reload.max-file: 65M is out of range; write 1 to 64M
        log.level=LOUD                                    | log.level: LOUD is not known; write debug, info, warn or error
        log.json=json                                     | log.json: json is not true or false; write true or false
        management.max-connections=0                      | management.max-connections: 0 is out of range; write 1 to 65536
        """)
    void build_wrongSetting_namesKeyValueAndRemedy(String settings, String problem) {
        String key = problem.substring(0, problem.indexOf(':'));

        assertThat(problems(settings))
                .containsExactly("raygate." + problem + " (environment variable RAYGATE_"
                        + key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT) + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.request-timeout=3s",
        "sampling.source=git sampling.rules-file=/r",
        "sampling.source=xray sampling.xray.request-timeout=9s",
        "spool.mode=ALWAYS spool.directory=/s",
        "publish.stream=arn:aws-us-gov:kinesis:us-gov-west-1:111122223333:stream/raygate-x",
        "aws.region=us-gov-west-1 aws.role-arn=arn:aws-cn:iam::111122223333:role/a/b aws.external-id=x:/y",
        "receive.addresses=127.0.0.1:1,[::1]:2",
        "SHARED tenants.others=stream",
        "SHARED tenants.others=DROP tenants.streams.toys.stream=toys tenants.streams.toys.namespaces=toys",
        "SHARED tenants.streams.toys.stream=toys tenants.streams.toys.namespaces[0]=toys"
                + " tenants.streams.toys.namespaces[1]=dolls"
    })
    void build_settingThatFits_isTaken(String settings) {
        assertThat(problems(settings)).isEmpty();
    }

    @Test
    void build_unknownKey_namesTheNearestOne() {
        assertThat(problems("publish.max-recordz=1"))
                .containsExactly(
                        "raygate.publish.max-recordz: is not a configuration key; write raygate.publish.max-records");
    }

    @Test
    void keys_eachWithABound_takesTheBoundAndNothingBeyond() {
        for (Key key : EdgeConfigurationKeys.ALL.all()) {
            for (Rule rule : key.rules()) {
                if (rule instanceof Rule.Range(String min, String max, String _)) {
                    assertThat(min.isEmpty() || key.accepts(min)).as(key.name()).isTrue();
                    assertThat(max.isEmpty() || key.accepts(max)).as(key.name()).isTrue();
                    assertThat(!max.isEmpty() && key.accepts(max.replaceFirst("(?=[A-Za-z]*$)", "9")))
                            .as(key.name())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void keys_numbersSizesAndDurations_haveBounds() {
        assertThat(EdgeConfigurationKeys.ALL.all())
                .filteredOn(key -> Set.of(Kind.INTEGER, Kind.DECIMAL, Kind.SIZE, Kind.DURATION)
                        .contains(key.kind()))
                .filteredOn(key -> key.rules().stream().noneMatch(Rule.Range.class::isInstance))
                .extracting(Key::name)
                .containsExactly("raygate.spool.max-set-aside"); // 0 keeps nothing, and a disk has its own end
    }

    @Test
    void keys_all_haveTheirRowInTheDocumentation() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/configuration.md"));

        assertThat(EdgeConfigurationKeys.ALL.all())
                .allSatisfy(key -> assertThat(lines).anyMatch(line -> line.startsWith(key.row()), key.row()));
    }

    @Test
    void build_withoutAStream_isRefusedUnlessTeamsHaveTheirs() {
        String remedy = "write the name or the ARN of a Kinesis stream";
        String variable = " (environment variable RAYGATE_PUBLISH_STREAM)";

        assertThat(new EdgeConfiguration().problems(Map.of()))
                .containsExactly("raygate.publish.stream: is not set; " + remedy + variable);
        assertThat(new EdgeConfiguration().problems(settings(SHARED))).isEmpty();
        assertThat(new EdgeConfiguration().problems(settings(SHARED + " tenants.others=drop")))
                .isEmpty();
        assertThat(new EdgeConfiguration().problems(settings(SHARED + " tenants.others=stream")))
                .containsExactly("raygate.publish.stream: is not set, and raygate.tenants.others is stream; " + remedy
                        + ", or drop the others" + variable);
    }

    private static List<String> problems(String settings) {
        Map<String, String> properties = new HashMap<>(Map.of("raygate.publish.stream", "raygate-test"));
        properties.putAll(settings(settings.replace("SHARED", SHARED)));
        return new EdgeConfiguration().problems(properties);
    }

    private static Map<String, String> settings(String settings) {
        Map<String, String> properties = new HashMap<>();
        for (String setting : settings.split(" ")) {
            properties.put("raygate." + setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return properties;
    }
}
