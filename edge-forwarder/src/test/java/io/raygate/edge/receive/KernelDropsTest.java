// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KernelDropsTest {

    private final KernelDrops drops = new KernelDrops(7, "127.0.0.1:2000#0");

    @Test
    void update_ownInode_followsTheKernel() {
        drops.update(List.of(socket(7, 5), socket(8, 100)));
        drops.update(List.of(socket(7, 9)));

        assertThat(drops.total()).isEqualTo(9);
    }

    @Test
    void update_socketGone_keepsTheTotal() {
        drops.update(List.of(socket(7, 5)));
        drops.update(List.of());

        assertThat(drops.total()).isEqualTo(5);
    }

    @Test
    void update_kernelCounterWraps_goesOn() {
        drops.update(List.of(socket(7, 0xffff_fff0L)));
        drops.update(List.of(socket(7, 4)));

        assertThat(drops.total()).isEqualTo(0xffff_fff0L + 20);
    }

    private static KernelSockets.Entry socket(long inode, long drops) {
        return new KernelSockets.Entry(InetAddress.getLoopbackAddress(), 2000, inode, drops);
    }
}
