// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.aws.CborReader;
import io.raygate.aws.UnexpectedAnswerException;
import io.raygate.block.SealedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    static PutResult read(List<SealedBlock> blocks, byte[] answer) {
        List<?> entries = List.of();
        Object failedCount = null;
        try {
            if (CborReader.read(answer) instanceof Map<?, ?> members) {
                entries = members.get("Records") instanceof List<?> records ? records : entries;
                failedCount = members.get("FailedRecordCount");
            }
        } catch (UnexpectedAnswerException e) {
            return new PutResult.NoAnswer(blocks, MALFORMED, String.valueOf(e.getMessage()));
        }
        if (entries.size() != blocks.size()) {
            return new PutResult.NoAnswer(
                    blocks,
                    MALFORMED,
                    "the answer has " + entries.size() + " entries for " + blocks.size() + " records");
        }
        List<String> errorCodes =
                entries.stream().map(PutRecordsAnswer::errorCode).toList();
        long failures = errorCodes.stream().filter(code -> !code.isEmpty()).count();
        if (failedCount != null && !failedCount.equals(failures)) {
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
    private static String errorCode(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> members)) {
            return UNAFFIRMED;
        }
        boolean isOnTheStream =
                SEQUENCE_NUMBER.matcher(text(members, "SequenceNumber")).matches();
        String errorCode = text(members, "ErrorCode");
        return errorCode.isEmpty() && !isOnTheStream ? UNAFFIRMED : errorCode;
    }

    private static String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }
}
