// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import io.raygate.schema.DocumentOffsets;
import io.raygate.schema.JsonSteps;
import io.raygate.schema.Members;
import java.util.Arrays;

/** Which parts a document has already, and where their values stand. Not thread-safe. */
final class PresentParts {

    private static final int ABSENT = -1;

    private final Members members = new Members();
    private int[] starts = new int[16];
    private int[] ends = new int[16];

    /** Looks for the parts in the valid document that ends at {@code end}. */
    void find(byte[] in, int end, DocumentOffsets offsets, Part[] parts) {
        if (starts.length < parts.length) {
            starts = new int[parts.length];
            ends = new int[parts.length];
        }
        Arrays.fill(starts, ABSENT);
        find(in, end, offsets.eksOpen(), PartKind.EKS, parts);
        find(in, end, offsets.annotationsOpen(), PartKind.ANNOTATION, parts);
        find(in, end, offsets.metadataOpen(), PartKind.METADATA, parts);
        if (offsets.origin() >= 0) {
            origin(in, offsets.origin(), parts);
        }
    }

    private void find(byte[] in, int end, int open, PartKind kind, Part[] parts) {
        if (open < 0) {
            return;
        }
        members.open(in, open, end);
        while (members.next()) {
            for (int i = 0; i < parts.length; i++) {
                if (parts[i].kind() == kind && members.key().is(parts[i].key())) {
                    starts[i] = members.valueStart();
                    ends[i] = members.valueEnd();
                }
            }
        }
    }

    private void origin(byte[] in, int quote, Part[] parts) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].kind() == PartKind.ORIGIN) {
                starts[i] = quote;
                ends[i] = JsonSteps.closingQuote(in, quote + 1) + 1;
            }
        }
    }

    boolean has(int part) {
        return starts[part] != ABSENT;
    }

    boolean says(int part, byte[] in, byte[] value) {
        return Arrays.equals(in, starts[part], ends[part], value, 0, value.length);
    }

    int start(int part) {
        return starts[part];
    }

    int end(int part) {
        return ends[part];
    }
}
