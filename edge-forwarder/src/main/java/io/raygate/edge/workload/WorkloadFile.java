// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.block.Workload;
import io.raygate.edge.reload.YamlObject;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

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
 * Only the namespace is required.
 */
public final class WorkloadFile {

    private WorkloadFile() {}

    /**
     * Reads a file's content.
     *
     * @throws IllegalArgumentException naming key, value and remedy
     */
    public static Map<InetAddress, Workload> parse(byte[] content, int maxEntries) {
        YamlObject file = YamlObject.parse(content);
        Map<String, YamlObject> entries = file.objectsByKey("workloads");
        file.refuseOtherKeys();
        if (entries.size() > maxEntries) {
            throw new IllegalArgumentException("workloads: " + entries.size() + " entries are too many; write at most "
                    + maxEntries + ", or raise raygate.workloads.max-pods");
        }
        Map<InetAddress, Workload> workloads = new HashMap<>();
        entries.forEach((address, entry) -> {
            if (workloads.put(address(address, entry), workload(address, entry)) != null) {
                throw new IllegalArgumentException(entry.path() + ": stands there twice, in another spelling");
            }
        });
        return Map.copyOf(workloads);
    }

    private static InetAddress address(String text, YamlObject entry) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    entry.path() + ": is not an address; write an IPv4 or IPv6 literal without port", e);
        }
    }

    private static Workload workload(String address, YamlObject entry) {
        Workload workload = new Workload(
                address,
                entry.text("namespace")
                        .orElseThrow(() -> new IllegalArgumentException(
                                entry.path() + ".namespace: is missing; write the namespace of the pod")),
                entry.text("pod").orElse(""),
                entry.text("podUid").orElse(""),
                entry.text("workload").orElse(""),
                entry.text("container").orElse(""),
                entry.text("containerId").orElse(""),
                entry.text("image").orElse(""),
                entry.textsByKey("labels"));
        entry.refuseOtherKeys();
        if (EntrySize.bytes(workload) > EntrySize.MAX_BYTES) {
            throw new IllegalArgumentException(entry.path() + ": takes " + EntrySize.bytes(workload)
                    + " bytes in every block; shorten it to " + EntrySize.MAX_BYTES);
        }
        return workload;
    }
}
