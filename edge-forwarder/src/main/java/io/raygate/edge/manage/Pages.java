// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.raygate.edge.listen.Service.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the management port shows. Thread-safe. */
interface Pages {

    /** The health page at a path; empty if there is none. Called on the event loop, so it returns at once. */
    Optional<CompletionStage<Response>> health(String path);

    /**
     * All metrics. Takes milliseconds; not called on the event loop.
     *
     * @param accept the formats that the client reads, as its {@code Accept} header says; may be empty
     */
    Response metrics(String accept);
}
