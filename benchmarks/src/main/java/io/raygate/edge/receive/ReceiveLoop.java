// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spans.UnsampledSpans;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The forwarder's receiver alone: socket, reader, header check, books, and a handler that forgets the document. Lives in
 * this package because the receiver is nobody else's business. Arguments: port, nap in microseconds. Runs until its
 * standard input ends, then prints how many datagrams it has received.
 */
public final class ReceiveLoop {

    private static final int SOCKET_BUFFER_BYTES = 4 << 20;
    private static final int BATCH_DATAGRAMS = 64;

    private ReceiveLoop() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ListenAddress address = new ListenAddress("127.0.0.1", Integer.parseInt(arguments[0]));
        long napNanos = 1_000 * Long.parseLong(arguments[1]);
        Ledger ledger = new Ledger();
        UdpSocket socket = UdpSocket.open(address, 0, SOCKET_BUFFER_BYTES, false);
        DatagramReceiver receiver = new DatagramReceiver(
                new DatagramReceiver.Source(socket, HeldDatagrams::none),
                BATCH_DATAGRAMS,
                new DatagramDocuments(new Forget(ledger), ledger, UnsampledSpans.DROP),
                new Nap(napNanos, socket.grantedBytes()),
                () -> {});
        Thread thread = Thread.ofPlatform().start(receiver);
        while (System.in.read() >= 0) {
            // whoever started us closes it
        }
        receiver.stop();
        thread.join();
        System.out.println(ledger.balance().received());
    }

    private record Forget(Ledger ledger) implements DocumentHandler {

        @Override
        public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
            ledger.accept();
        }

        @Override
        public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
            ledger.acceptSpans(spans);
        }

        @Override
        public long onPause() {
            return NOTHING_WAITS;
        }

        @Override
        public void onClose() {
            // nothing is kept
        }
    }
}
