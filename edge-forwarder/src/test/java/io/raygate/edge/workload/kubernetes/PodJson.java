// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

/** Pods as the API shows them, short of what a test says nothing about. */
record PodJson(String uid, String name, String ip, String version, String created, String phase, String more) {

    static PodJson pod(String name, String ip) {
        return new PodJson("uid-" + name, name, ip, "1", "2026-11-22T10:00:00Z", "Running", "");
    }

    PodJson version(String other) {
        return new PodJson(uid, name, ip, other, created, phase, more);
    }

    PodJson created(String other) {
        return new PodJson(uid, name, ip, version, other, phase, more);
    }

    PodJson phase(String other) {
        return new PodJson(uid, name, ip, version, created, other, more);
    }

    PodJson terminating() {
        return new PodJson(uid, name, ip, version, created, phase, ",\"deletionTimestamp\":\"2026-11-22T11:00:00Z\"");
    }

    String json() {
        return """
                {"kind":"Pod","metadata":{"name":"%s","namespace":"shop","uid":"%s","resourceVersion":"%s",\
                "creationTimestamp":"%s"%s},"spec":{"containers":[{"name":"web","image":"example/web:1"}]},\
                "status":{"phase":"%s","podIP":"%s","podIPs":[{"ip":"%s"}]}}""".formatted(name, uid, version, created, more, phase, ip, ip);
    }
}
