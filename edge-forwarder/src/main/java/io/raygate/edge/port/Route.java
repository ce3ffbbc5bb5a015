// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.netty.handler.codec.http.HttpHeaders;
import io.raygate.edge.body.PendingBytes;
import java.util.function.Function;

/**
 * One operation that the port answers.
 *
 * @param path the request target, which must match byte for byte: no query, no second slash, no host
 * @param counter name of the counter of its requests
 * @param maxBodyBytes larger bodies are refused
 * @param maxBodyKey the configuration key of that limit
 * @param unread holds the bytes of answers until clients have read them; without room there the answer is 429
 * @param begin called with the headers of each request
 */
public record Route(
        String path,
        String counter,
        long maxBodyBytes,
        String maxBodyKey,
        PendingBytes unread,
        Function<HttpHeaders, PendingRequest> begin) {}
