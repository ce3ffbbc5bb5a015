// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gateway says of its configuration. */
class GatewayConfigurationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            decode.max-portion=16MB                           | decode.max-portion: 16MB is not a size such as 512K or 64M; write 1 to 10G
            tenancy.shared-streams=a,b                         | tenancy.shared-streams: a needs raygate.tenancy.signing-keys.directory or raygate.tenancy.signing-keys.parameter-path; set one of them, or neither
            tenancy.signing-keys.directory=/k tenancy.signing-keys.parameter-path=/p | tenancy.signing-keys.directory: /k does not go with raygate.tenancy.signing-keys.parameter-path; set only one of them
            tenancy.signing-keys.parameter-path=keys           | tenancy.signing-keys.parameter-path: keys is not valid; write the path of parameters, which begins with a slash
            policy.source=s3                                  | policy.source: s3 is not known; write ssm, directory or none
            policy.source=ssm                                 | policy.environment: is not set, and raygate.policy.source is ssm; write the environment that is part of the parameters' names, such as prod
            policy.source=directory                           | policy.directory: is not set, and raygate.policy.source is directory; write the directory of tenant files, such as gitops/tenants
            policy.max-wait=61s                               | policy.max-wait: 61s is out of range; write 0s to 1m
            redact.unreadable=drop                            | redact.unreadable: drop is not known; write withhold or keep
            redact.platform[0].action=drop                    | redact.platform[0].path: is not set; write a text
            redact.platform[0].path=/a redact.platform[0].action=burn | redact.platform[0].action: burn is not known; write drop, hash or truncate
            redact.platform[0].path=/a redact.platform[0].action=drop redact.platform[0].length=0                       | redact.platform[0].length: 0 is out of range; write 1 to 65536
            validate.mode=lenient                             | validate.mode: lenient is not known; write repair or strict
            validate.max-age=30days                           | validate.max-age: 30days is not a duration such as 250ms, 5s or 2m; write 1s to 36500d
            batch.max-documents=51                            | batch.max-documents: 51 is out of range; write 1 to 50
            submit.max-concurrency=0                          | submit.max-concurrency: 0 is out of range; write 1 to 100
            submit.assume-role-timeout=2s                     | submit.assume-role-timeout: 2s is not less than raygate.submit.answer-reserve, which is 2s; write less than that
            submit.min-backoff=4s                             | submit.min-backoff: 4s is more than raygate.submit.max-backoff, which is 3s; write at most that
            quarantine.queue=raygate-quarantine               | quarantine.queue: raygate-quarantine is not valid; write the URL of an SQS queue
            quarantine.max-message=2M                         | quarantine.max-message: 2M is out of range; write 128K to 1M
            quarantine.max-request=128K                       | quarantine.max-request: 128K is less than raygate.quarantine.max-message, which is 256K; write at least that
            quarantine.max-held-message=127K                  | quarantine.max-held-message: 127K is out of range; write 128K to 1M
            observe.sequence-window=63                        | observe.sequence-window: 63 is out of range; write 64 to 65536
            observe.missing-blocks=ture                       | observe.missing-blocks: ture is not true or false; write true or false
            """)
    void build_wrongSetting_namesKeyValueAndRemedy(String settings, String problem) {
        String key = problem.substring(0, problem.indexOf(':'));

        assertThat(problems(settings))
                .containsExactly("raygate." + problem + " (environment variable RAYGATE_"
                        + key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT) + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decode.shared-streams=raygate-a decode.signing-keys.directory=/k decode.signing-keys.refresh=1s",
                "tenancy.shared-streams=raygate-a,raygate-b tenancy.signing-keys.directory=/k",
                "validate.tenants.shop=STRICT redact.platform[0].path=/annotations redact.platform[0].action=drop",
                "quarantine.queue=https://sqs.eu-west-1.amazonaws.com/111122223333/raygate-quarantine"
            })
    void build_settingThatFits_isTaken(String settings) {
        assertThat(problems(settings)).isEmpty();
    }

    @Test
    void keys_eachWithABound_takesTheBoundAndNothingBeyond() {
        for (Key key : GatewayConfigurationKeys.ALL.all()) {
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
        assertThat(GatewayConfigurationKeys.ALL.all())
                .filteredOn(key -> Set.of(Kind.INTEGER, Kind.DECIMAL, Kind.SIZE, Kind.DURATION)
                        .contains(key.kind()))
                .filteredOn(key -> key.rules().stream().noneMatch(Rule.Range.class::isInstance))
                .extracting(Key::name)
                .isEmpty();
    }

    @Test
    void keys_all_haveTheirRowInTheDocumentation() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/configuration.md"));

        assertThat(GatewayConfigurationKeys.ALL.all())
                .allSatisfy(key -> assertThat(lines).anyMatch(line -> line.startsWith(key.row()), key.row()));
    }

    private static List<String> problems(String settings) {
        Map<String, String> properties = new HashMap<>(Map.of());
        for (String setting : settings.split(" ")) {
            properties.put("raygate." + setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return new GatewayConfiguration().problems(properties);
    }
}
