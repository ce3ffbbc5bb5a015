// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.block.Origin;
import io.raygate.block.SigningKeys;
import io.raygate.block.TenantClaim;
import io.raygate.gateway.Events;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.DecodersForTest;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TenancyTest {

    private static final TenantId SHARED = new TenantId("small-teams");
    private static final TenantId SHOP = new TenantId("shop");
    private static final TenantId BANK = new TenantId("bank");
    private static final String SHOP_KEY = "1 " + "s".repeat(32);
    private static final String SHOP_NEW_KEY = "2 " + "t".repeat(32);
    private static final String BANK_KEY = "1 " + "b".repeat(32);

    private final Map<TenantId, String> texts = new HashMap<>(Map.of(SHOP, SHOP_KEY, BANK, BANK_KEY));
    private final BlockDecoder decoder = DecodersForTest.decoder();
    private boolean reachable = true;
    private long nanos;
    private final Tenancy tenancy =
            new Tenancy(Set.of(SHARED), new KeyRing(this::read, Duration.ofSeconds(60), () -> nanos));

    @Test
    void owner_signedOnASharedStream_isTheSigner() {
        assertThat(tenancy.owner(SHARED, signed(SHOP_KEY, "shop", 1))).contains(SHOP);
        assertThat(tenancy.owner(SHARED, signed(BANK_KEY, "bank", 1))).contains(BANK);
    }

    @Test
    void owner_signedOnAStreamOfOneTenant_isTheStreams() {
        assertThat(tenancy.owner(BANK, signed(SHOP_KEY, "shop", 1))).contains(BANK);
        assertThat(Tenancy.byStream().owner(SHARED, signed(SHOP_KEY, "shop", 1)))
                .contains(SHARED);
    }

    @Test
    void owner_notSigned_isNobody() {
        Origin claims = origin(1).withClaim(new TenantClaim("shop", 1, ""));

        assertThat(tenancy.owner(SHARED, origin(1))).isEmpty();
        assertThat(tenancy.owner(SHARED, claims)).isEmpty();
    }

    @Test
    void owner_signedWithAnotherTenantsKey_isNobody() {
        assertThat(tenancy.owner(SHARED, signed(BANK_KEY, "shop", 1))).isEmpty();
    }

    @Test
    void owner_signatureOfAnotherOrigin_isNobody() {
        TenantClaim taken = signed(SHOP_KEY, "shop", 1).claim();

        assertThat(tenancy.owner(SHARED, origin(2).withClaim(taken))).isEmpty();
        assertThat(tenancy.owner(
                        SHARED, origin(1).withClaim(new TenantClaim("bank", taken.keyVersion(), taken.signature()))))
                .isEmpty();
    }

    @Test
    void owner_tenantWithoutKeyOrNamedAsTheStream_isNobody() {
        texts.put(SHARED, SHOP_KEY);

        assertThat(tenancy.owner(SHARED, signed(SHOP_KEY, "../shop", 1))).isEmpty();
        assertThat(tenancy.owner(SHARED, signed(SHOP_KEY, "small-teams", 1))).isEmpty();
    }

    @Test
    void owner_keyRotates_takesBothThenTheNewOne() {
        assertThat(tenancy.owner(SHARED, signed(SHOP_NEW_KEY, "shop", 1))).isEmpty();

        afterRefresh(SHOP_KEY + "\n" + SHOP_NEW_KEY);
        assertThat(tenancy.owner(SHARED, signed(SHOP_KEY, "shop", 1))).contains(SHOP);
        assertThat(tenancy.owner(SHARED, signed(SHOP_NEW_KEY, "shop", 1))).contains(SHOP);

        afterRefresh(SHOP_NEW_KEY);
        assertThat(tenancy.owner(SHARED, signed(SHOP_KEY, "shop", 1))).isEmpty();
        assertThat(tenancy.owner(SHARED, signed(SHOP_NEW_KEY, "shop", 1))).contains(SHOP);
    }

    @Test
    void owner_keysBreakOrCannotBeRead_theLastGoodOnesStay() {
        assertThat(tenancy.owner(SHARED, signed(SHOP_KEY, "shop", 1))).contains(SHOP);

        afterRefresh("not a key");
        assertThat(tenancy.owner(SHARED, signed(SHOP_KEY, "shop", 1))).contains(SHOP);

        reachable = false;
        afterRefresh(SHOP_KEY);
        assertThat(tenancy.owner(SHARED, signed(BANK_KEY, "bank", 1))).contains(BANK);
    }

    @Test
    void owner_keysWereNeverRead_failsTheInvocation() {
        reachable = false;

        assertThatThrownBy(() -> tenancy.owner(SHARED, signed(SHOP_KEY, "shop", 1)))
                .isInstanceOf(NoSigningKeysException.class);
    }

    @Test
    void split_sharedStream_givesEachItsOwnDocumentsAndRecords() {
        byte[] ofBank = Events.block(signed(BANK_KEY, "bank", 9), List.of("b1", "b2"));
        KinesisEvent event = event(
                SHARED,
                Events.block(signed(SHOP_KEY, "shop", 1), List.of("s1")),
                ofBank,
                new byte[] {1, 2, 3},
                Events.block(origin(3), List.of("u1")),
                Events.block(signed(SHOP_KEY, "shop", 1), List.of("s2")),
                ofBank); // somebody has read it and sends it again: it stays the bank's

        List<TenantEvent> parts =
                tenancy.split(event, decoder.portions(event).next().decoded()).parts();

        assertThat(parts)
                .extracting(part -> part.event().tenant().value() + " signed=" + part.signed() + " records="
                        + part.event().records().size() + " " + texts(part) + " unreadable="
                        + part.decoded().unreadable().size())
                .containsExactlyInAnyOrder(
                        "small-teams signed=false records=2 [3:u1] unreadable=1",
                        "shop signed=true records=2 [0:s1, 4:s2] unreadable=0",
                        "bank signed=true records=2 [1:b1, 1:b2, 5:b1, 5:b2] unreadable=0");
    }

    @Test
    void split_streamOfOneTenant_staysWhole() {
        KinesisEvent event = event(BANK, Events.block(signed(SHOP_KEY, "shop", 1), List.of("s1")));

        List<TenantEvent> parts =
                tenancy.split(event, decoder.portions(event).next().decoded()).parts();

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().event()).isSameAs(event);
        assertThat(parts.getFirst().signed()).isTrue();
    }

    @Test
    void split_keysWereNeverRead_leavesWhatTheyWouldDecide() {
        reachable = false;
        KinesisEvent event = event(
                SHARED,
                Events.block(signed(SHOP_KEY, "shop", 1), List.of("s1")),
                Events.block(origin(3), List.of("u1")));

        Tenancy.Split split =
                tenancy.split(event, decoder.portions(event).next().decoded());

        assertThat(split.undecided()).containsExactly(0);
        assertThat(split.parts()).hasSize(1);
        assertThat(texts(split.parts().getFirst())).containsExactly("1:u1");
    }

    private Map<TenantId, String> read() throws IOException {
        if (!reachable) {
            throw new IOException("down");
        }
        return texts;
    }

    private void afterRefresh(String shopKeys) {
        texts.put(SHOP, shopKeys);
        nanos += Duration.ofSeconds(60).toNanos();
    }

    private static List<String> texts(TenantEvent part) {
        return part.decoded().documents().stream().map(TenancyTest::text).toList();
    }

    private static String text(ReceivedDocument received) {
        return received.recordIndex() + ":" + received.document().text();
    }

    private static KinesisEvent event(TenantId stream, byte[]... records) {
        List<KinesisRecord> all = new ArrayList<>();
        for (byte[] record : records) {
            all.add(new KinesisRecord(all.size(), Events.sequenceNumber(all.size()), record));
        }
        return new KinesisEvent(stream, all);
    }

    private static Origin signed(String key, String tenant, long producerId) {
        return SigningKeys.parse(key).sign(origin(producerId), tenant);
    }

    private static Origin origin(long producerId) {
        return new Origin("shop-prod", "", "", "", "", "", "", producerId);
    }
}
