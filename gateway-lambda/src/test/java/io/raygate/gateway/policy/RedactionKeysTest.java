// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.FakeSsm;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.redact.HashKey;
import io.raygate.gateway.redact.RedactConfig;
import io.raygate.gateway.redact.Redaction;
import io.raygate.gateway.redact.RedactionAction;
import io.raygate.gateway.redact.RedactionPath;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.redact.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the key of digests comes from; SSM over HTTP, with the AWS SDK's client. */
class RedactionKeysTest {

    private static final String SECRET = "correct horse battery staple";
    private static final String NAME = "/raygate/prod/redaction-key";
    private static final Redaction HASHING = redaction(RedactionAction.HASH);

    private final FakeSsm ssm = FakeSsm.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        ssm.close();
    }

    @Test
    void forRules_keyInAFile_isReadOnceAndStripped() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), SECRET + "\n");
        RedactionKeys keys = keys(Optional.empty(), Optional.of(file));

        HashKey key = keys.forRules(HASHING).orElseThrow();
        Files.delete(file);

        assertThat(key).hasToString("HashKey[" + SECRET.length() + " bytes]");
        assertThat(keys.forRules(HASHING)).containsSame(key);
    }

    @Test
    void forRules_keyInAParameter_isReadDecrypted() {
        ssm.put(NAME, SECRET);
        RedactionKeys keys = keys(Optional.of(NAME), Optional.empty());

        assertThat(keys.forRules(HASHING).orElseThrow()).hasToString("HashKey[" + SECRET.length() + " bytes]");
        ssm.close();
        assertThat(keys.forRules(HASHING)).isPresent();
    }

    @Test
    void forRules_parameterAndFile_theFileCounts() throws IOException {
        ssm.put(NAME, "another key of sixteen bytes and more");
        Path file = Files.writeString(directory.resolve("key"), SECRET);

        assertThat(keys(Optional.of(NAME), Optional.of(file)).forRules(HASHING).orElseThrow())
                .hasToString("HashKey[" + SECRET.length() + " bytes]");
    }

    @Test
    void forRules_noRuleHashes_readsNothing() {
        RedactionKeys keys = keys(Optional.of(NAME), Optional.empty());

        assertThat(keys.forRules(redaction(RedactionAction.DROP))).isEmpty();
    }

    @Test
    void forRules_keyThatCannotBeRead_failsTheInvocationUntilItCan() {
        RedactionKeys keys = keys(Optional.of(NAME), Optional.empty());

        assertThatThrownBy(() -> keys.forRules(HASHING))
                .isInstanceOf(NoPolicyException.class)
                .hasMessageContaining("redaction key");
        ssm.put(NAME, SECRET);
        assertThat(keys.forRules(HASHING)).isPresent();

        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> keys(Optional.empty(), Optional.of(missing)).forRules(HASHING))
                .isInstanceOf(NoPolicyException.class);
    }

    @Test
    void forRules_keyThatIsTooShort_isRefusedWithoutTellingIt() {
        ssm.put(NAME, "short-secret");

        assertThatThrownBy(() -> keys(Optional.of(NAME), Optional.empty()).forRules(HASHING))
                .isInstanceOf(NoPolicyException.class)
                .message()
                .contains("12 bytes")
                .doesNotContain("short-secret");
    }

    @Test
    void find_policyThatHashes_isTakenWhereThereIsAKey() {
        ssm.put("/raygate/prod/tenants/shop", """
            {"apiVersion":"raygate/v1","kind":"GatewayPolicy","tenant":"shop","clusters":["shop-prod"],
             "redaction":[{"path":"user","action":"hash"}]}\
            """);
        SsmPolicies policies = new SsmPolicies(
                ssm.parameters(),
                "prod",
                10,
                new SsmPolicies.Readings(Duration.ofSeconds(60), System::nanoTime, () -> 0),
                new PolicyReader(List.of(), Unreadable.WITHHOLD, true));

        PolicyLookup lookup = policies.find(new TenantId("shop"));

        assertThat(lookup)
                .isInstanceOfSatisfying(
                        PolicyLookup.Found.class,
                        found -> assertThat(found.policy().redaction().rules().hashes())
                                .isTrue());
    }

    private RedactionKeys keys(Optional<String> parameter, Optional<Path> file) {
        return new RedactionKeys(new Keyed(parameter, file), ssm.parameters());
    }

    private static Redaction redaction(RedactionAction action) {
        return Redaction.compile(List.of(new RedactionRule(RedactionPath.parse("user"), action, 16)));
    }

    private record Keyed(Optional<String> hashKeyParameter, Optional<Path> hashKeyFile) implements RedactConfig {

        @Override
        public Unreadable unreadable() {
            return Unreadable.WITHHOLD;
        }

        @Override
        public List<Rule> platform() {
            return List.of();
        }

        @Override
        public Optional<String> hashKey() {
            return Optional.empty();
        }
    }
}
