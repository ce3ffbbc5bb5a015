// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

/** What is added to documents, the most important first; the last is given up first. */
public enum PartKind {
    /** A field of {@code aws.eks}; segments only. */
    EKS(true),
    /** The origin {@code AWS::EKS::Container}; segments only. */
    ORIGIN(true),
    /** An annotation. */
    ANNOTATION(false),
    /** The entry in the metadata. */
    METADATA(false);

    private final boolean segmentsOnly;

    PartKind(boolean segmentsOnly) {
        this.segmentsOnly = segmentsOnly;
    }

    boolean segmentsOnly() {
        return segmentsOnly;
    }
}
