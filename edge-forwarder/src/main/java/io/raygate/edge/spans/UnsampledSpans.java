// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

/** What becomes of spans whose trace was not sampled, which SDKs with Application Signals send for metrics alone. */
public enum UnsampledSpans {
    /** They are dropped and counted. */
    DROP,
    /** They are carried like others. */
    CARRY
}
