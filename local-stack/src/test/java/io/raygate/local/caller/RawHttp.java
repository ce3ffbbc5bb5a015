// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.caller;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** HTTP as bytes: clients set headers of their own or refuse to set some. */
public final class RawHttp {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private RawHttp() {}

    /** What came back until the server closed the connection. */
    public record Answer(int status, String text) {}

    /** Sends a request with a body of JSON and exactly these headers beside the ones that frame it. */
    public static Answer send(int port, String requestLine, List<String> headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String head = requestLine + " HTTP/1.1\r\nContent-Length: 2\r\nConnection: close\r\n"
                    + String.join(
                            "", headers.stream().map(header -> header + "\r\n").toList());
            socket.getOutputStream().write((head + "\r\n{}").getBytes(ISO_8859_1));
            String text = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            Matcher status = STATUS.matcher(text);
            return new Answer(status.lookingAt() ? Integer.parseInt(status.group(1)) : 0, text);
        }
    }
}
