// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import io.raygate.benchmarks.stack.Http;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The Runtime API as AWS's runtime client uses it. */
class LambdaHostTest {

    private static final String RUNTIME = "/2018-06-01/runtime/";

    @Test
    void restore_untilItIsCalled_isNotAnswered() throws IOException, InterruptedException, ExecutionException {
        try (LambdaHost host = new LambdaHost()) {
            CompletableFuture<Optional<String>> asked = get(host, "restore/next");
            host.awaitSnapshot();

            assertThat(asked).isNotDone();

            host.restore();

            assertThat(asked.get()).contains("{}");
        }
    }

    @Test
    void deliver_anEventOfWhichRecordsAreLeft_isSaid() throws IOException, InterruptedException, ExecutionException {
        try (LambdaHost host = new LambdaHost()) {
            CompletableFuture<Optional<String>> next = get(host, "invocation/next");
            host.awaitPoll();
            String left = "{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}";
            CompletableFuture<Void> answered =
                    next.thenAccept(_ -> Http.post(url(host, "invocation/1/response"), left));

            assertThatIllegalStateException()
                    .isThrownBy(() -> host.deliver("event".getBytes(StandardCharsets.UTF_8)))
                    .withMessageContaining(left);
            answered.get();
            assertThat(next.get()).contains("event");
        }
    }

    private static CompletableFuture<Optional<String>> get(LambdaHost host, String call) {
        return CompletableFuture.supplyAsync(() -> Http.get(url(host, call)));
    }

    private static String url(LambdaHost host, String call) {
        return "http://" + host.address() + RUNTIME + call;
    }
}
