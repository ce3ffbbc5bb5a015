// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.block.Workload;

/** What a workload takes up in the table of a block. */
public final class EntrySize {

    /** Larger entries are refused or cut down: the smallest block must hold one beside the largest datagram. */
    public static final int MAX_BYTES = 8 * 1024;

    /** Tag and length of a field. */
    private static final int FIELD_BYTES = 6;

    private EntrySize() {}

    /** Never less than what the entry takes. Costs one pass over its texts. */
    public static int bytes(Workload workload) {
        int bytes = FIELD_BYTES
                + text(workload.address())
                + text(workload.namespace())
                + text(workload.pod())
                + text(workload.podUid())
                + text(workload.name())
                + text(workload.container())
                + text(workload.containerId())
                + text(workload.image());
        for (var label : workload.labels().entrySet()) {
            bytes += FIELD_BYTES + text(label.getKey()) + text(label.getValue());
        }
        return bytes;
    }

    /** In UTF-8; half of a surrogate pair is taken for a whole character of three bytes. */
    private static int text(String text) {
        int bytes = FIELD_BYTES;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }
}
