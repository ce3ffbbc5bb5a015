// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * What an answer with status 200 affirms. Entry n is for record n, has a sequence number where the record is on the stream
 * and an error code where it is not, and {@code FailedRecordCount} counts the latter (PutRecords, PutRecordsResultEntry,
 * Kinesis API reference, read 2026-11-22). An answer that does not hold to this comes from something else, or from
 * something broken: it affirms nothing, and its records are sent again.
 */
final class PutRecordsAnswer {

    /** In place of an error code where the answer as a whole cannot be one. */
    static final String MALFORMED = "MalformedAnswer";

    /** In place of an error code where an entry says neither yes nor no. */
    static final String UNAFFIRMED = "UnaffirmedRecord";

    /** SequenceNumber (Kinesis API reference, PutRecordsResultEntry, read 2026-11-27). */
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("0|[1-9]\\d{0,128}");

    private PutRecordsAnswer() {}

    static PutResult read(List<SealedBlock> blocks, @Nullable PutRecordsResponse response) {
        if (response == null || response.records().size() != blocks.size()) {
            int entries = response == null ? 0 : response.records().size();
            return new PutResult.NoAnswer(
                    blocks, MALFORMED, "the answer has " + entries + " entries for " + blocks.size() + " records");
        }
        List<String> errorCodes =
                response.records().stream().map(PutRecordsAnswer::errorCode).toList();
        Integer failedCount = response.failedRecordCount();
        long failures = errorCodes.stream().filter(code -> !code.isEmpty()).count();
        if (failedCount != null && failedCount != failures) {
            return new PutResult.NoAnswer(
                    blocks, MALFORMED, "the answer counts " + failedCount + " failures and lists " + failures);
        }
        return answered(blocks, errorCodes);
    }

    private static PutResult answered(List<SealedBlock> blocks, List<String> errorCodes) {
        List<SealedBlock> accepted = new ArrayList<>();
        List<SealedBlock> failed = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            (errorCodes.get(i).isEmpty() ? accepted : failed).add(blocks.get(i));
        }
        String first =
                errorCodes.stream().filter(code -> !code.isEmpty()).findFirst().orElse("");
        return new PutResult.Answered(accepted, failed, first);
    }

    /** Empty where the entry affirms that its record is on the stream. */
    private static String errorCode(@Nullable PutRecordsResultEntry entry) {
        if (entry == null) {
            return UNAFFIRMED;
        }
        boolean isOnTheStream = SEQUENCE_NUMBER
                .matcher(Objects.requireNonNullElse(entry.sequenceNumber(), ""))
                .matches();
        String errorCode = Objects.requireNonNullElse(entry.errorCode(), "");
        return errorCode.isEmpty() && !isOnTheStream ? UNAFFIRMED : errorCode;
    }
}
