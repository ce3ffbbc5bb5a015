// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.schema.ValidationMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TenantPoliciesTest {

    private static final TenantId SHOP = new TenantId("shop");
    private static final TenantPolicy FIRST = TenantPolicy.unwritten(ValidationMode.REPAIR, RedactionPolicy.NONE);
    private static final TenantPolicy SECOND = TenantPolicy.unwritten(ValidationMode.STRICT, RedactionPolicy.NONE);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void of_withinItsTime_isNotReadAgain() {
        Answers answers = new Answers(new PolicyLookup.Found(FIRST), new PolicyLookup.Found(SECOND));
        TenantPolicies policies = policies(answers);

        assertThat(policies.of(SHOP)).isSameAs(FIRST);
        assertThat(policies.of(SHOP)).isSameAs(FIRST);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(policies.of(SHOP)).isSameAs(SECOND);
    }

    @Test
    void of_updateThatIsInvalidOrUnreachable_keepsTheLastGoodOne() {
        TenantPolicies policies = policies(new Answers(
                new PolicyLookup.Found(FIRST),
                new PolicyLookup.Invalid("p: /weight: 0 is wrong"),
                new PolicyLookup.Unreachable("p: timeout"),
                new PolicyLookup.Found(SECOND)));

        assertThat(policies.of(SHOP)).isSameAs(FIRST);
        for (String problem : List.of("POLICY_INVALID", "POLICY_UNREACHABLE")) {
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            assertThat(policies.of(SHOP)).isSameAs(FIRST);
            assertThat(policies.takeProblems()).isEqualTo(Map.of(problem, 1));
        }
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(policies.of(SHOP)).isSameAs(SECOND);
        assertThat(policies.takeProblems()).isEmpty();
    }

    @Test
    void of_tenantThatNobodyKnows_failsUntilItIsKnown() {
        TenantPolicies policies = policies(new Answers(
                new PolicyLookup.Unknown("/raygate/prod/tenants/shop"),
                new PolicyLookup.Invalid("p: is not JSON"),
                new PolicyLookup.Unreachable("p: timeout"),
                new PolicyLookup.Found(FIRST)));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> policies.of(SHOP)).isInstanceOf(NoPolicyException.class);
        }
        assertThat(policies.of(SHOP)).isSameAs(FIRST);
    }

    @Test
    void of_policyThatIsTakenAway_failsFromThenOn() {
        TenantPolicies policies = policies(new Answers(
                new PolicyLookup.Found(FIRST), new PolicyLookup.Unknown("/p"), new PolicyLookup.Unknown("/p")));
        assertThat(policies.of(SHOP)).isSameAs(FIRST);

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThatThrownBy(() -> policies.of(SHOP)).hasMessageContaining("/p does not exist");
        assertThatThrownBy(() -> policies.of(SHOP)).isInstanceOf(NoPolicyException.class);
    }

    @Test
    void of_slowSource_goesOnWithTheOldPolicyAndTakesTheNewOneLater() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Answers answers = new Answers(new PolicyLookup.Found(FIRST), new PolicyLookup.Found(SECOND));
        PolicySource slow = new PolicySource() {
            @Override
            public PolicyLookup find(TenantId tenant) {
                PolicyLookup answer = answers.find(tenant);
                if (answers.left.isEmpty()) {
                    awaitQuietly(release);
                    answered.countDown();
                }
                return answer;
            }

            @Override
            public Duration freshFor() {
                return Duration.ofSeconds(60);
            }
        };
        TenantPolicies policies = new TenantPolicies(slow, Duration.ofMillis(1), 10, nanos::get);
        assertThat(policies.of(SHOP)).isSameAs(FIRST);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThat(policies.of(SHOP)).isSameAs(FIRST);
        release.countDown();
        answered.await();
        TenantPolicy later = policies.of(SHOP);
        for (long end = System.nanoTime() + 10_000_000_000L; later == FIRST && System.nanoTime() < end; ) {
            later = policies.of(SHOP);
        }
        assertThat(later).isSameAs(SECOND);
    }

    @Test
    void of_moreTenantsThanAreKept_readsTheEldestAgain() {
        Answers answers = new Answers(
                new PolicyLookup.Found(FIRST), new PolicyLookup.Found(FIRST), new PolicyLookup.Found(SECOND));
        TenantPolicies policies = new TenantPolicies(answers, Duration.ofSeconds(10), 1, nanos::get);

        policies.of(SHOP);
        policies.of(new TenantId("bank"));

        assertThat(policies.of(SHOP)).isSameAs(SECOND);
    }

    private TenantPolicies policies(PolicySource source) {
        return new TenantPolicies(source, Duration.ofSeconds(10), 10, nanos::get);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One after the other. */
    private static final class Answers implements PolicySource {

        private final Deque<PolicyLookup> left;

        Answers(PolicyLookup... answers) {
            left = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public synchronized PolicyLookup find(TenantId tenant) {
            return left.removeFirst();
        }

        @Override
        public Duration freshFor() {
            return Duration.ofSeconds(60);
        }
    }
}
