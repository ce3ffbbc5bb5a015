// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.otlp;

/**
 * What an SDK is to export, and how.
 *
 * @param transport   {@code grpc}, {@code http/protobuf}, {@code http/json} or {@code udp}
 * @param endpoint    a URL; {@code host:port} for {@code udp}
 * @param compression {@code gzip} or {@code none}
 * @param traces      of two spans each
 * @param pauseMillis after each trace
 * @param service     its name
 */
public record Export(
        String transport, String endpoint, String compression, int traces, int pauseMillis, String service) {}
