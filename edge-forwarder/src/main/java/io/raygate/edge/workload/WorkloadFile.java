// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.block.Workload;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The file of source {@code file}:
 *
 * <pre>
 *   workloads:
 *     10.0.7.12:
 *       namespace: shop
 *       pod: storefront-5d8c7b9f6-x2x7q
 *       podUid: 0b1c...
 *       workload: storefront
 *       container: storefront
 *       containerId: 3f9a...
 *       image: registry.example/storefront:1.4
 *       labels: {app.kubernetes.io/version: "1.4"}
 *     "2001:db8::7": {namespace: shop, workload: checkout}
 * </pre>
 *
 * Only the namespace is required. {@code workloads: {}} is nobody; a file that holds nothing, as one that is being written, is
 * refused.
 */
public final class WorkloadFile {

    private static final Set<String> MEMBERS =
            Set.of("namespace", "pod", "podUid", "workload", "container", "containerId", "image", "labels");

    private WorkloadFile() {}

    /**
     * Reads a file's content.
     *
     * @throws IllegalArgumentException naming path, value and remedy
     */
    public static Map<InetAddress, Workload> parse(byte[] content, int maxEntries) {
        Node file = YamlFile.read(new String(content, StandardCharsets.UTF_8)).only(Set.of("workloads"));
        Map<String, Node> entries = file.required("workloads").members();
        if (entries.size() > maxEntries) {
            throw file.required("workloads")
                    .invalid("has " + entries.size() + " entries; write at most " + maxEntries
                            + ", or raise raygate.workloads.max-pods");
        }
        Map<InetAddress, Workload> workloads = new HashMap<>();
        entries.forEach((address, entry) -> {
            if (workloads.put(address(address, entry), workload(address, entry)) != null) {
                throw entry.invalid("has the address of another entry; keep one of them");
            }
        });
        return Map.copyOf(workloads);
    }

    private static InetAddress address(String text, Node entry) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw entry.invalid("does not stand under an address; write an IPv4 or IPv6 literal without a port");
        }
    }

    private static Workload workload(String address, Node entry) {
        entry.only(MEMBERS);
        Workload workload = new Workload(
                address,
                entry.required("namespace", "write the namespace of the pod").written(),
                text(entry, "pod"),
                text(entry, "podUid"),
                text(entry, "workload"),
                text(entry, "container"),
                text(entry, "containerId"),
                text(entry, "image"),
                labels(entry));
        if (EntrySize.bytes(workload) > EntrySize.MAX_BYTES) {
            throw entry.invalid("takes " + EntrySize.bytes(workload) + " bytes in every block; shorten it to "
                    + EntrySize.MAX_BYTES);
        }
        return workload;
    }

    private static String text(Node entry, String name) {
        return entry.member(name).map(Node::written).orElse("");
    }

    private static Map<String, String> labels(Node entry) {
        Map<String, String> labels = new LinkedHashMap<>();
        entry.member("labels")
                .map(Node::members)
                .orElse(Map.of())
                .forEach((name, label) -> labels.put(name, label.written()));
        return labels;
    }
}
