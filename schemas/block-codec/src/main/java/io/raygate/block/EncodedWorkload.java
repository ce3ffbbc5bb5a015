// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.util.Arrays;
import java.util.Map;

/** The protobuf form of a {@link Workload}. */
final class EncodedWorkload {

    private EncodedWorkload() {}

    static byte[] of(Workload workload) {
        ContentBuffer buffer = new ContentBuffer(maxLength(workload));
        buffer.writeText(BlockFormat.WORKLOAD_ADDRESS, workload.address());
        buffer.writeText(BlockFormat.WORKLOAD_NAMESPACE, workload.namespace());
        buffer.writeText(BlockFormat.WORKLOAD_POD, workload.pod());
        buffer.writeText(BlockFormat.WORKLOAD_POD_UID, workload.podUid());
        buffer.writeText(BlockFormat.WORKLOAD_NAME, workload.name());
        buffer.writeText(BlockFormat.WORKLOAD_CONTAINER, workload.container());
        buffer.writeText(BlockFormat.WORKLOAD_CONTAINER_ID, workload.containerId());
        buffer.writeText(BlockFormat.WORKLOAD_IMAGE, workload.image());
        workload.labels().forEach((key, value) -> buffer.writeBytes(BlockFormat.WORKLOAD_LABELS, label(key, value)));
        return Arrays.copyOf(buffer.array(), buffer.size());
    }

    private static byte[] label(String key, String value) {
        ContentBuffer buffer = new ContentBuffer(maxLabelLength(key, value));
        buffer.writeText(BlockFormat.LABEL_KEY, key);
        buffer.writeText(BlockFormat.LABEL_VALUE, value);
        return Arrays.copyOf(buffer.array(), buffer.size());
    }

    private static int maxLength(Workload workload) {
        int labels = 0;
        for (Map.Entry<String, String> label : workload.labels().entrySet()) {
            labels += 1 + 5 + maxLabelLength(label.getKey(), label.getValue());
        }
        return labels
                + ContentBuffer.maxTextLength(workload.address())
                + ContentBuffer.maxTextLength(workload.namespace())
                + ContentBuffer.maxTextLength(workload.pod())
                + ContentBuffer.maxTextLength(workload.podUid())
                + ContentBuffer.maxTextLength(workload.name())
                + ContentBuffer.maxTextLength(workload.container())
                + ContentBuffer.maxTextLength(workload.containerId())
                + ContentBuffer.maxTextLength(workload.image());
    }

    private static int maxLabelLength(String key, String value) {
        return ContentBuffer.maxTextLength(key) + ContentBuffer.maxTextLength(value);
    }
}
