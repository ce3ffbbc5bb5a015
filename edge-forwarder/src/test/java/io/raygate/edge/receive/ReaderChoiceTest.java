// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.nio.channels.DatagramChannel;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A socket whose number is not known, as on macOS. */
class ReaderChoiceTest {

    @Test
    void choose_auto_fallsBackToTheChannel() throws Exception {
        try (DatagramChannel channel = DatagramChannel.open()) {
            assertThat(new ReaderChoice(ReceiveMethod.AUTO, 64)
                            .choose(unknown(channel))
                            .get())
                    .isInstanceOf(ChannelReader.class);
        }
    }

    @Test
    void choose_recvmmsgDemanded_namesKeyAndRemedy() throws Exception {
        try (DatagramChannel channel = DatagramChannel.open()) {
            assertThatThrownBy(() -> new ReaderChoice(ReceiveMethod.RECVMMSG, 64).choose(unknown(channel)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("raygate.receive.method")
                    .hasMessageContaining("write auto or channel");
        }
    }

    private static UdpSocket unknown(DatagramChannel channel) {
        return new UdpSocket(channel, new ListenAddress("127.0.0.1", 2000), 0, 1, OptionalLong.empty());
    }
}
