// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives equal names one object: the same few come with every document. Bounded: a name takes the place of the one before
 * it in its slot. Thread-safe.
 */
final class Names {

    /** A power of two; 65,536 names. */
    private static final int SLOTS = 1 << 16;

    /** Longer ones seldom come twice. */
    private static final int MAX_LENGTH = 200;

    private static final AtomicReferenceArray<String> NAMES = new AtomicReferenceArray<>(SLOTS);
    private static final AtomicReferenceArray<ServiceId> SERVICES = new AtomicReferenceArray<>(SLOTS);

    private static final AtomicReferenceArray<Annotation> ANNOTATIONS = new AtomicReferenceArray<>(SLOTS);

    private Names() {}

    static String shared(String name) {
        if (name.isEmpty()) {
            return "";
        }
        if (name.length() > MAX_LENGTH) {
            return name;
        }
        int slot = slot(name.hashCode());
        String present = NAMES.getPlain(slot);
        if (name.equals(present)) {
            return present;
        }
        NAMES.setRelease(slot, name);
        return name;
    }

    static ServiceId service(String name, String type) {
        int slot = slot(31 * name.hashCode() + type.hashCode());
        ServiceId present = SERVICES.getPlain(slot);
        if (present != null && present.name().equals(name) && present.type().equals(type)) {
            return present;
        }
        ServiceId service = new ServiceId(shared(name), shared(type));
        SERVICES.setRelease(slot, service);
        return service;
    }

    /** Filters read annotations of every trace: those that come often stay in the processor's cache. */
    static Annotation annotation(String key, JsonNode value) {
        int slot = slot(31 * key.hashCode() + value.hashCode());
        Annotation present = ANNOTATIONS.getPlain(slot);
        if (present != null && present.key().equals(key) && present.value().equals(value)) {
            return present;
        }
        boolean isLong = value.isTextual() && value.textValue().length() > MAX_LENGTH;
        Annotation annotation = new Annotation(shared(key), value);
        if (!isLong) {
            ANNOTATIONS.setRelease(slot, annotation);
        }
        return annotation;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
