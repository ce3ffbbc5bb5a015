// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the records of PutRecord and PutRecords and holds them to the limits of size. */
final class PutEntry {

    private static final Pattern NUMBER = Pattern.compile("0|([1-9]\\d{0,38})");
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("0|([1-9]\\d{0,128})");

    private PutEntry() {}

    /** The entries of PutRecords; refused as a whole where one of them or their sum is over a limit. */
    static List<NewRecord> readAll(Parameters in, int maxRecordKib) {
        List<NewRecord> candidates = in.list("Records", KinesisLimits.PUT_RECORDS_ENTRIES).stream()
                .map(entry -> read(entry, maxRecordKib))
                .toList();
        long bytes = candidates.stream().mapToLong(NewRecord::bytes).sum();
        if (bytes > KinesisLimits.PUT_RECORDS_BYTES) {
            throw KinesisRefusal.invalidArgument("Records size exceeds 10 MB limit: bytes=" + bytes);
        }
        return candidates;
    }

    /** One record: the whole of PutRecord, or an entry. */
    static NewRecord read(Parameters in, int maxRecordKib) {
        byte[] data = in.requiredBlob("Data");
        String partitionKey = in.requiredText("PartitionKey", KinesisLimits.PARTITION_KEY_LENGTH);
        // sequence numbers grow in the order of arrival anyway, which is all that the parameter asks for
        in.text("SequenceNumberForOrdering", SEQUENCE_NUMBER);
        int bytes = Math.addExact(data.length, partitionKey.getBytes(UTF_8).length);
        if (bytes > maxRecordKib * 1_024) {
            throw KinesisRefusal.validation(
                    in.pathOf("Data"),
                    "of " + bytes + " bytes with its partition key",
                    "Member must have length less than or equal to " + maxRecordKib * 1_024);
        }
        return new NewRecord(partitionKey, data, hashKey(in, partitionKey), bytes);
    }

    private static BigInteger hashKey(Parameters in, String partitionKey) {
        return in.text("ExplicitHashKey", NUMBER)
                .map(BigInteger::new)
                .map(PutEntry::checked)
                .orElseGet(() -> HashKeys.of(partitionKey));
    }

    private static BigInteger checked(BigInteger explicit) {
        if (!HashKeys.contains(explicit)) {
            throw KinesisRefusal.invalidArgument(
                    "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was "
                            + explicit);
        }
        return explicit;
    }
}
