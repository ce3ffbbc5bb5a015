// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.FakeSsm;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.redact.Unreadable;
import java.time.Duration;
import java.util.List;
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
    private final SsmPolicies policies = new SsmPolicies(
            ssm.parameters(), "prod", Duration.ofSeconds(60), new PolicyReader(List.of(), Unreadable.WITHHOLD, false));

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
        return "{\"apiVersion\":\"raygate/v1\",\"kind\":\"GatewayPolicy\",\"tenant\":\"shop\",\"clusters\":[" + clusters
                + "]}";
    }
}
