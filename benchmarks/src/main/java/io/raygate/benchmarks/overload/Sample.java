// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.overload;

/**
 * One look at the whole path.
 *
 * @param seconds since the beginning
 * @param lagMillis age of the oldest record that is read and not done, as Lambda's {@code IteratorAge}
 * @param sent documents
 * @param delivered documents that X-Ray has
 * @param events that the function has answered
 * @param published documents on the stream
 * @param blocks in which they are
 */
record Sample(double seconds, long lagMillis, long sent, long delivered, long events, long published, long blocks) {}
