// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;

/**
 * Who answers an operation of the X-Ray API.
 *
 * @param path the request target, which must match byte for byte: no query, no second slash, no host
 * @param maxBodyBytes larger bodies are refused
 * @param maxBodyKey the configuration key of that
 * @param unread holds the bytes of answers until clients have read them; without room there the answer is 429
 * @param begin called for each request with its head
 */
record Route(
        String path,
        long maxBodyBytes,
        String maxBodyKey,
        PendingBytes unread,
        Function<HttpServerRequest, PendingRequest> begin) {}
