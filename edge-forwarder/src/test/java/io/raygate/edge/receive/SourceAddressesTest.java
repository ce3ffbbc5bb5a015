// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourceAddressesTest {

    private final SourceAddresses addresses = new SourceAddresses();

    @Test
    void of_mappedIpv4_isIpv4() {
        InetAddress address = addresses.of(0, SourceAddresses.MAPPED_IPV4 | 0x0a00_0102);

        assertThat(address).isInstanceOf(Inet4Address.class);
        assertThat(address.getHostAddress()).isEqualTo("10.0.1.2");
    }

    @Test
    void of_ipv6_isIpv6() {
        assertThat(addresses.of(0x2001_0db8_0000_0000L, 1).getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void of_sameAddressAgain_isTheSameObject() {
        InetAddress first = addresses.of(0, SourceAddresses.MAPPED_IPV4 | 7);

        assertThat(addresses.of(0, SourceAddresses.MAPPED_IPV4 | 7)).isSameAs(first);
    }

    @Test
    void of_manyMoreThanItHolds_isRightForEach() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20 * SourceAddresses.CAPACITY; i++) {
                byte[] bytes = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
                assertThat(addresses.of(0, SourceAddresses.MAPPED_IPV4 | (10L << 24) | i))
                        .isEqualTo(InetAddress.getByAddress(bytes));
            }
        }
    }

    @Test
    void of_asManyPodsAsANodeHolds_areAllRemembered() {
        int pods = 250;
        InetAddress[] seen = new InetAddress[pods];
        for (int i = 0; i < pods; i++) {
            seen[i] = addresses.of(0, SourceAddresses.MAPPED_IPV4 | (0x0a01_0200L + i));
        }
        for (int i = 0; i < pods; i++) {
            assertThat(addresses.of(0, SourceAddresses.MAPPED_IPV4 | (0x0a01_0200L + i)))
                    .isSameAs(seen[i]);
        }
    }
}
