// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.FakeSsm;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.redact.Unreadable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Over HTTP, with the AWS SDK's client. */
class SsmPoliciesTest {

    private static final TenantId SHOP = new TenantId("shop");
    private static final String NAME = "/raygate/prod/tenants/shop";

    private final FakeSsm ssm = FakeSsm.start();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Double> earlier = new AtomicReference<>(0.0);
    private final SsmPolicies policies = new SsmPolicies(
            ssm.parameters(),
            "prod",
            10,
            new SsmPolicies.Readings(Duration.ofSeconds(60), nanos::get, earlier::get),
            new PolicyReader(List.of(), Unreadable.WITHHOLD, false));

    @AfterEach
    void stop() {
        ssm.close();
    }

    @Test
    void find_parameter_isRead() {
        ssm.put(NAME, policy("\"shop-prod\""));

        PolicyLookup lookup = policies.find(SHOP);

        assertThat(lookup).isInstanceOf(PolicyLookup.Found.class);
        assertThat(((PolicyLookup.Found) lookup).policy().owns(new ClusterName("shop-prod")))
                .isTrue();
    }

    @Test
    void find_noParameter_isUnknown() {
        assertThat(policies.find(SHOP)).isEqualTo(new PolicyLookup.Unknown(NAME));
    }

    @Test
    void find_parameterThatIsWrong_isInvalidAndSaysWhere() {
        ssm.put(NAME, policy("\"Not A Label\""));

        assertThat(policies.find(SHOP))
                .isEqualTo(new PolicyLookup.Invalid(NAME
                        + ": /clusters/0: \"Not A Label\" is not a cluster's name; write 1 to 63 of"
                        + " a-z 0-9 and hyphen"));
    }

    /** FakeSsm has two a page. */
    @Test
    void find_manyTenants_readsAllTogether() {
        for (String name : List.of("a", "b", "c", "shop", "z")) {
            ssm.put("/raygate/prod/tenants/" + name, policy(name, "\"shop-prod\""));
        }

        for (String name : List.of("shop", "a", "z", "b", "c", "shop")) {
            assertThat(policies.find(new TenantId(name))).isInstanceOf(PolicyLookup.Found.class);
        }

        assertThat(ssm.takeCalls())
                .containsExactly("GetParametersByPath", "GetParametersByPath", "GetParametersByPath");
    }

    @Test
    void find_allReadAMinuteAgo_readsAllAgain() {
        ssm.put(NAME, policy("\"shop-prod\""));
        policies.find(SHOP);
        ssm.takeCalls();
        ssm.put(NAME, policy("\"Not A Label\""));

        nanos.set(Duration.ofSeconds(60).toNanos() - 1);
        assertThat(policies.freshFor()).isEqualTo(Duration.ofNanos(1));
        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Found.class);
        assertThat(ssm.takeCalls()).isEmpty();
        nanos.incrementAndGet();

        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Invalid.class);
        assertThat(ssm.takeCalls()).containsExactly("GetParametersByPath");
    }

    /** Processes that start together do not read together for ever. */
    @Test
    void freshFor_processes_differByUpToAFifth() {
        earlier.set(1.0);
        ssm.put(NAME, policy("\"shop-prod\""));
        policies.find(SHOP);

        assertThat(policies.freshFor()).isEqualTo(Duration.ofSeconds(48));
    }

    /** A new team's first records come soon after its parameter. */
    @Test
    void find_tenantThatCameAfterTheReading_isFoundAtOnce() {
        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Unknown.class);
        ssm.put(NAME, policy("\"shop-prod\""));

        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Found.class);
        assertThat(ssm.takeCalls()).containsExactly("GetParametersByPath", "GetParameter", "GetParameter");
    }

    @Test
    void find_tenantThatWasRemoved_isUnknownAfterTheNextReading() {
        ssm.put(NAME, policy("\"shop-prod\""));
        policies.find(SHOP);
        ssm.delete(NAME);

        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Found.class);
        nanos.set(Duration.ofSeconds(60).toNanos());

        assertThat(policies.find(SHOP)).isEqualTo(new PolicyLookup.Unknown(NAME));
    }

    /** Who has a policy waits as long as after an answer; who has none is answered as soon as SSM answers. */
    @Test
    void find_readingThatFailed_isTriedAgainAtOnce() {
        ssm.put(NAME, policy("\"shop-prod\""));
        ssm.answerAll("{}");
        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Unreachable.class);
        assertThat(policies.freshFor()).isEqualTo(Duration.ofSeconds(60));

        ssm.answerAll("");

        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Found.class);
    }

    @Test
    void find_noAnswer_isUnreachable() {
        ssm.close();

        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "<html>ok</html>",
                "{\"Parameter\":null}",
                "{\"Parameter\":{}}",
                "{\"Parameter\":{\"Name\":\"" + NAME + "\"}}",
                "{\"Parameter\":{\"Name\":\"" + NAME + "\",\"Value\":null}}",
                "{\"Parameter\":{\"Name\":\"/raygate/prod/tenants/bank\",\"Value\":\"{}\"}}",
                "{\"Parameter\":\"x\"}",
            })
    void find_answerThatHoldsNoValueOfThatName_isUnreachable(String answer) {
        ssm.answerAll(answer);

        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Unreachable.class);
    }

    private static String policy(String clusters) {
        return policy("shop", clusters);
    }

    private static String policy(String tenant, String clusters) {
        return "{\"apiVersion\":\"raygate/v1\",\"kind\":\"GatewayPolicy\",\"tenant\":\"" + tenant + "\",\"clusters\":["
                + clusters + "]}";
    }
}
