// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import io.raygate.local.lambda.InvocationResult.Cause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BatchResponseTest {

    private final List<StoredRecord> batch = Records.numbered(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "{}",
                "{\"other\":1}",
                "{\"batchItemFailures\":null}",
                "{\"batchItemFailures\":[]}"
            })
    void interpret_nothingReported_success(String payload) {
        assertThat(interpret(payload, true)).isEqualTo(new BatchOutcome.Succeeded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":2}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"99\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"99\"}]}",
                "{\"batchItemFailures\":[{\"wrongKey\":\"2\"}]}",
                "{\"batchItemFailures\":[\"2\"]}",
                "{\"batchItemFailures\":{}}",
                "\"done\"",
                "[]",
                "{\"batchItemFailures\":"
            })
    void interpret_unusableReport_completeFailure(String payload) {
        assertThat(interpret(payload, true)).isInstanceOf(BatchOutcome.Failed.class);
    }

    @Test
    void interpret_severalReported_lowestCounts() {
        String payload =
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"},{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"3\"}]}";

        assertThat(interpret(payload, true)).isEqualTo(new BatchOutcome.PartlyFailed(1));
    }

    @Test
    void interpret_reportsNotRead_everyAnswerIsSuccess() {
        String payload = "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}";

        assertThat(interpret(payload, false)).isEqualTo(new BatchOutcome.Succeeded());
        assertThat(interpret("not JSON", false)).isEqualTo(new BatchOutcome.Succeeded());
    }

    @Test
    void interpret_invocationFailed_completeFailureWithReason() {
        InvocationResult failed = new InvocationResult.Failed(Cause.TIMED_OUT, "after 3 s");

        assertThat(BatchResponse.interpret(failed, batch, true))
                .isEqualTo(new BatchOutcome.Failed("TIMED_OUT: after 3 s"));
    }

    private BatchOutcome interpret(String payload, boolean reportBatchItemFailures) {
        InvocationResult returned = new InvocationResult.Returned(payload.getBytes(StandardCharsets.UTF_8));
        return BatchResponse.interpret(returned, batch, reportBatchItemFailures);
    }
}
