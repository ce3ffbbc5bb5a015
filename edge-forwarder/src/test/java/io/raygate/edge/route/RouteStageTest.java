// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.route;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.Ledger.Balance;
import io.raygate.edge.observe.Ledger.Balances;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.tenant.Tenant;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(RouteStageTest.Shared.class)
class RouteStageTest {

    private static final InetAddress WEB = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress TOYS = InetAddress.ofLiteral("10.0.0.2");
    private static final InetAddress NOBODYS = InetAddress.ofLiteral("10.0.0.3");
    private static final InetAddress UNKNOWN = InetAddress.ofLiteral("10.0.0.4");

    @Inject
    RouteStage route;

    @Inject
    Ledger ledger;

    @Test
    void toSpool_senders_areBookedByTheirNamespaces() {
        Balance shopBefore = documents(new Tenant("shop"));
        Balance toysBefore = documents(new Tenant("toys"));
        Balance othersBefore = documents(Tenant.OTHERS);
        DocumentHandler handler = route.toSpool();

        handler.onDocument(document(), WEB, 1);
        handler.onSpans(document(), 3, WEB, 1);
        handler.onDocument(document(), TOYS, 1);
        handler.onDocument(document(), NOBODYS, 1);
        handler.onSpans(document(), 5, UNKNOWN, 1);
        handler.onClose();

        assertThat(documents(new Tenant("shop")).received() - shopBefore.received())
                .isEqualTo(2);
        assertThat(documents(new Tenant("toys")).received() - toysBefore.received())
                .isEqualTo(1);
        Balance others = documents(Tenant.OTHERS);
        assertThat(others.received() - othersBefore.received()).isEqualTo(2);
        assertThat(dropped(others) - dropped(othersBefore)).isEqualTo(2);
        assertThat(ledger.shedByNamespace()).containsKeys("kube-system", "");
        assertThat(ledger.shedSpansByNamespace().get("")).containsEntry(DropReason.NO_TENANT, 5L);
    }

    @Test
    void toSpoolOfRelayed_anything_isNoTeams() {
        Balance before = documents(Tenant.OTHERS);
        DocumentHandler handler = route.toSpoolOfRelayed();

        handler.onDocument(document(), WEB, 1);
        handler.onClose();

        assertThat(dropped(documents(Tenant.OTHERS)) - dropped(before)).isEqualTo(1);
    }

    private static long dropped(Balance balance) {
        return balance.dropped().getOrDefault(DropReason.NO_TENANT, 0L);
    }

    private Balance documents(Tenant tenant) {
        Balances part = ledger.division().parts().get(tenant);
        assertThat(part).isNotNull();
        return part.documents();
    }

    private static ByteBuffer document() {
        return ByteBuffer.wrap("{}".getBytes(UTF_8));
    }

    /** Two teams, and others are dropped. */
    public static final class Shared implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "raygate.tenants.streams.shop.stream", "raygate-shop",
                    "raygate.tenants.streams.shop.namespaces", "web,shop",
                    "raygate.tenants.streams.toys.stream", "raygate-toys",
                    "raygate.tenants.streams.toys.namespaces", "toys",
                    "raygate.tenants.others", "drop",
                    "raygate.workloads.source", "file",
                    "raygate.workloads.file", workloads());
        }

        private static String workloads() {
            try {
                Path file = Files.createTempFile("workloads", ".yaml");
                file.toFile().deleteOnExit();
                return Files.writeString(file, """
                    workloads:
                      "10.0.0.1": {namespace: web}
                      "10.0.0.2": {namespace: toys}
                      "10.0.0.3": {namespace: kube-system}
                    """).toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
