// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.workload.kubernetes.WatchEvent.ApiObject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one object as it streams in; all that is not needed is passed over. One reader for each object. */
final class PodReader {

    private static final String TEMPLATE_HASH = "pod-template-hash";

    /** A dual-stack pod has two. */
    private static final int MAX_ADDRESSES = 16;

    /** Only a pod of one container needs its id. */
    private static final int MAX_CONTAINERS = 64;

    private final JsonParser json;
    private final Set<String> chosenLabels;
    private final Map<String, String> labels = new HashMap<>();
    private final List<InetAddress> addresses = new ArrayList<>();
    private final List<String> containers = new ArrayList<>();
    private final Map<String, String> containerIds = new HashMap<>();
    private String uid = "";
    private String namespace = "";
    private String name = "";
    private String resourceVersion = "";
    private Instant created = Instant.EPOCH;
    private boolean terminating;
    private Reference owner = new Reference();
    private String templateHash = "";
    private boolean hostNetwork;
    private String image = "";
    private String phase = "";
    private int code;
    private String message = "";

    private PodReader(JsonParser json, Set<String> chosenLabels) {
        this.json = json;
        this.chosenLabels = chosenLabels;
    }

    /** The parser stands at the object, and stands at its end afterwards. */
    static ApiObject read(JsonParser json, Set<String> chosenLabels) throws IOException {
        PodReader reader = new PodReader(json, chosenLabels);
        JsonFields.ofObject(json, reader::field);
        return new ApiObject(reader.resourceVersion, reader.pod(), reader.code, reader.message);
    }

    private Pod pod() {
        boolean isSingle = containers.size() == 1;
        String container = isSingle ? containers.getFirst() : "";
        return new Pod(
                uid,
                namespace,
                name,
                created,
                addresses,
                hostNetwork,
                phase.equals("Succeeded") || phase.equals("Failed"),
                terminating,
                Owner.of(owner.kind, owner.name, templateHash, created),
                container,
                containerIds.getOrDefault(container, ""),
                isSingle ? image : "",
                labels);
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "metadata" -> JsonFields.ofObject(json, this::metadata);
            case "spec" -> JsonFields.ofObject(json, this::spec);
            case "status" -> JsonFields.ofObject(json, this::status);
            case "code" -> code = json.getValueAsInt();
            case "message" -> message = JsonFields.text(json);
            default -> json.skipChildren();
        }
    }

    private void metadata(String field) throws IOException {
        switch (field) {
            case "uid" -> uid = JsonFields.text(json);
            case "namespace" -> namespace = JsonFields.text(json);
            case "name" -> name = JsonFields.text(json);
            case "resourceVersion" -> resourceVersion = JsonFields.text(json);
            case "creationTimestamp" -> created = instant(JsonFields.text(json));
            case "deletionTimestamp" -> terminating = !JsonFields.text(json).isEmpty();
            case "labels" -> JsonFields.ofObject(json, this::label);
            case "ownerReferences" -> JsonFields.ofArray(json, this::ownerReference);
            default -> json.skipChildren();
        }
    }

    private void label(String label) throws IOException {
        String value = JsonFields.text(json);
        if (label.equals(TEMPLATE_HASH)) {
            templateHash = value;
        }
        if (chosenLabels.contains(label)) {
            labels.put(label, value);
        }
    }

    private void ownerReference() throws IOException {
        Reference reference = new Reference();
        JsonFields.ofObject(json, field -> {
            switch (field) {
                case "kind" -> reference.kind = JsonFields.text(json);
                case "name" -> reference.name = JsonFields.text(json);
                case "controller" -> reference.isController = json.currentToken() == JsonToken.VALUE_TRUE;
                default -> json.skipChildren();
            }
        });
        if (reference.isController) {
            owner = reference;
        }
    }

    private void spec(String field) throws IOException {
        switch (field) {
            case "hostNetwork" -> hostNetwork = json.currentToken() == JsonToken.VALUE_TRUE;
            case "containers" -> JsonFields.ofArray(json, () -> JsonFields.ofObject(json, this::container));
            default -> json.skipChildren();
        }
    }

    private void container(String field) throws IOException {
        switch (field) {
            case "name" -> {
                String container = JsonFields.text(json);
                if (containers.size() < MAX_CONTAINERS) {
                    containers.add(container);
                }
            }
            case "image" -> image = JsonFields.text(json);
            default -> json.skipChildren();
        }
    }

    private void status(String field) throws IOException {
        switch (field) {
            case "phase" -> phase = JsonFields.text(json);
            case "podIP" -> address(JsonFields.text(json));
            case "podIPs" -> JsonFields.ofArray(json, () -> JsonFields.ofObject(json, this::podIp));
            case "containerStatuses" -> JsonFields.ofArray(json, this::containerStatus);
            default -> json.skipChildren();
        }
    }

    private void podIp(String field) throws IOException {
        if (field.equals("ip")) {
            address(JsonFields.text(json));
        } else {
            json.skipChildren();
        }
    }

    private void containerStatus() throws IOException {
        Reference status = new Reference();
        JsonFields.ofObject(json, field -> {
            switch (field) {
                case "name" -> status.name = JsonFields.text(json);
                case "containerID" -> status.id = withoutRuntime(JsonFields.text(json));
                default -> json.skipChildren();
            }
        });
        if (containerIds.size() < MAX_CONTAINERS) {
            containerIds.put(status.name, status.id);
        }
    }

    private void address(String text) {
        if (text.isEmpty() || addresses.size() == MAX_ADDRESSES) {
            return;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            if (!addresses.contains(address)) {
                addresses.add(address);
            }
        } catch (IllegalArgumentException _) {
            // not an address: nothing will come from it
        }
    }

    /** {@code containerd://3f9a...} without what stands before the id. */
    private static String withoutRuntime(String containerId) {
        int scheme = containerId.indexOf("://");
        return scheme < 0 ? containerId : containerId.substring(scheme + 3);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    /** What names something else: an owner, or a container. */
    private static final class Reference {

        private String kind = "";
        private String name = "";
        private String id = "";
        private boolean isController;
    }

    /** JSON came which is not what was asked for. */
    static final class NotAnAnswerException extends IOException {

        private static final long serialVersionUID = 1L;

        NotAnAnswerException(String message) {
            super(message);
        }
    }
}
