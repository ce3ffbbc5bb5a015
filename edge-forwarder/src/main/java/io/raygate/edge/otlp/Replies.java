// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.listen.Service.Response;

/** Says in the client's protocol what became of its request. */
@FunctionalInterface
interface Replies {

    Response of(ExportResult result);
}
