// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.CommandLineRun;
import io.raygate.cli.xray.FakeXRay;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BooksCommandTest {

    private static final String FORWARDER = """
            {"name":"forwarder","state":"up","counts":{"received":5,"published":3,"rejected":2},\
            "reasons":{"rejected":{"NOT_JSON":2}},"balance":%d}""";

    @TempDir
    Path root;

    @Test
    void books_closed_0AndEachReason() throws IOException {
        CommandLineRun run = books("{\"stages\":[" + FORWARDER.formatted(0) + "],"
                + "\"queues\":{\"q\":{\"sent\":1,\"waiting\":1},\"unused\":{\"sent\":0}}}");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "forwarder   received=5, published=3, rejected=2",
                        "            rejected by reason: NOT_JSON=2",
                        "queue       q: sent=1, waiting=1",
                        "Books closed");
    }

    @Test
    void books_open_1AndTheBalance() throws IOException {
        CommandLineRun run = books("{\"stages\":[" + FORWARDER.formatted(3) + "]}");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).last().isEqualTo("Books open: forwarder balance=3");
    }

    @Test
    void books_stageDown_1AndWhy() throws IOException {
        CommandLineRun run =
                books("{\"stages\":[{\"name\":\"forwarder\",\"state\":\"down\",\"message\":\"it does not answer\"}]}");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).last().isEqualTo("Books open: forwarder unknown, it does not answer");
    }

    @Test
    void books_noStack_1AndHowToStart() {
        assertThat(CommandLineRun.of(root, "books").err())
                .containsExactly("raygate: no stack is running: start one with ./raygate up");
    }

    private CommandLineRun books(String pipeline) throws IOException {
        try (FakeXRay page = new FakeXRay().answering(200, pipeline)) {
            return CommandLineRun.of(root, "books", "--endpoint", page.address());
        }
    }
}
