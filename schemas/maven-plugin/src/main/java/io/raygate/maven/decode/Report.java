// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.decode;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A block as text for people. What a sender wrote cannot move the cursor: control characters are shown as escapes. */
final class Report {

    private final boolean pretty;

    /**
     * @param pretty whether JSON is indented
     */
    Report(boolean pretty) {
        this.pretty = pretty;
    }

    List<String> lines(SegmentBlock block, int frameBytes) {
        List<String> lines = new ArrayList<>();
        lines.add("block: format version=%d, sequence=%d, producer=%016x, documents=%d, workloads=%d, bytes=%d"
                .formatted(
                        block.formatVersion(),
                        block.sequence(),
                        block.origin().producerId(),
                        block.documents().size(),
                        block.workloads().size(),
                        frameBytes));
        lines.add("origin:" + origin(block.origin()));
        int position = 0;
        for (Workload workload : block.workloads()) {
            lines.add("workload " + ++position + ":" + workload(workload));
        }
        position = 0;
        for (Document document : block.documents()) {
            lines.add("document " + ++position + ": kind=" + document.kind() + ", received="
                    + received(document.receivedUnixNanos()) + ", workload=" + sender(block, document) + ", bytes="
                    + document.length());
            lines.addAll(body(document));
        }
        return lines;
    }

    /** One line for each body; what is not JSON stands in base64, as a JSON string. */
    List<String> bodies(SegmentBlock block) {
        return block.documents().stream().map(Report::lineOf).toList();
    }

    private static String lineOf(Document document) {
        if (document.kind() == DocumentKind.OTLP_TRACES) {
            return '"' + base64(document) + '"';
        }
        // JSON allows line ends only between its parts, where a blank is the same
        return printable(document.text().strip().replace('\r', ' ').replace('\n', ' '));
    }

    private List<String> body(Document document) {
        if (!pretty || document.kind() == DocumentKind.OTLP_TRACES) {
            return List.of("  " + lineOf(document));
        }
        return JsonIndent.lines(document.text()).stream()
                .map(line -> "  " + printable(line))
                .toList();
    }

    private static String base64(Document document) {
        return Base64.getEncoder().encodeToString(document.body());
    }

    private static Instant received(long unixNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(unixNanos, 1_000_000_000L), Math.floorMod(unixNanos, 1_000_000_000L));
    }

    private static String sender(SegmentBlock block, Document document) {
        if (document.workload() == 0) {
            return "unknown";
        }
        Workload workload = block.workloads().get(document.workload() - 1);
        String name = workload.pod().isEmpty() ? workload.address() : workload.namespace() + "/" + workload.pod();
        return document.workload() + " (" + printable(name) + ")";
    }

    private static String origin(Origin origin) {
        return fields(
                "cluster", origin.cluster(),
                "region", origin.region(),
                "account", origin.account(),
                "node", origin.node(),
                "zone", origin.zone(),
                "instance", origin.instanceId(),
                "forwarder", origin.forwarderVersion());
    }

    private static String workload(Workload workload) {
        StringBuilder labels = new StringBuilder();
        for (Map.Entry<String, String> label : new TreeMap<>(workload.labels()).entrySet()) {
            labels.append(labels.isEmpty() ? "" : " ")
                    .append(label.getKey())
                    .append('=')
                    .append(label.getValue());
        }
        return fields(
                "address", workload.address(),
                "namespace", workload.namespace(),
                "pod", workload.pod(),
                "uid", workload.podUid(),
                "workload", workload.name(),
                "container", workload.container(),
                "container id", workload.containerId(),
                "image", workload.image(),
                "labels", labels.toString());
    }

    /** Names and values in turn; empty values are left out. */
    private static String fields(String... namesAndValues) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                fields.append(fields.isEmpty() ? " " : ", ");
                fields.append(namesAndValues[i]).append('=').append(printable(namesAndValues[i + 1]));
            }
        }
        return fields.isEmpty() ? " unknown" : fields.toString();
    }

    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!Character.isISOControl(c)) {
                printable.appendCodePoint(c);
            } else {
                printable.append("\\u%04x".formatted(c));
            }
        });
        return printable.toString();
    }
}
