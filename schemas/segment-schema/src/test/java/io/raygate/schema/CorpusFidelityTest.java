// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What SDKs sent leaves byte for byte, but for what X-Ray would refuse: this is the whole list. */
class CorpusFidelityTest {

    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);

    @Test
    void validate_everyCapturedDatagram_identicalButForThese() {
        Map<String, Set<Repair>> touched = new TreeMap<>();
        int datagrams = 0;
        for (Corpus.Row row : Corpus.rows().filter(Corpus.Row::datagram).toList()) {
            datagrams++;
            byte[] document = row.document();
            switch (validator.validate(document, 0, document.length)) {
                case Accepted _ -> {}
                case Repaired(var documents, var repairs) -> touched.put(row.file(), kinds(repairs));
                case Rejected rejected ->
                    assertThat(rejected).describedAs(row.file()).isNull();
            }
        }
        System.out.printf("%d captured datagrams: %d stay byte for byte%n", datagrams, datagrams - touched.size());
        assertThat(touched)
                .isEqualTo(Map.of(
                        "java__bad_name.bin", Set.of(Repair.REWROTE_NAME),
                        "java__bad_traceid.bin", Set.of(Repair.REMOVED_ID),
                        "node__annotations_metadata.bin", Set.of(Repair.RENAMED_ANNOTATION),
                        "node__bad_name.bin", Set.of(Repair.REWROTE_NAME)));
    }

    private static Set<Repair> kinds(Iterable<AppliedRepair> repairs) {
        Set<Repair> kinds = new TreeSet<>();
        repairs.forEach(applied -> kinds.add(applied.repair()));
        return kinds;
    }
}
