// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

/** Every reason to quarantine a document or a whole record. {@link Quarantined#code()} is more specific. */
public enum QuarantineReason {
    /** Validation refuses it; the code is the validator's. */
    INVALID,
    /** OpenTelemetry spans that cannot be translated; the code is the translator's. */
    UNTRANSLATABLE,
    /** OpenTelemetry spans that X-Ray's OTLP endpoint would not take; the code says why. */
    NOT_FOR_OTLP,
    /** A kind of document which this gateway does not translate. */
    UNSUPPORTED_KIND,
    /** The block says that it comes from a cluster which the tenant does not own. */
    CLUSTER_NOT_OWNED,
    /** It comes from a cluster that teams share, and the pod behind it is in a namespace which is not the tenant's. */
    NAMESPACE_NOT_OWNED,
    /** The stream is shared, and the block's origin is not signed by a tenant. */
    ORIGIN_NOT_SIGNED,
    /** The tenant has no usable policy: held, not refused; the code says why. */
    NO_POLICY,
    /** X-Ray refuses it; the code is X-Ray's. */
    REFUSED_BY_XRAY,
    /** The record is not a block that this gateway can read; the code is the block reader's. */
    UNREADABLE_BLOCK
}
