// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of the API: a request body in, a response body out. Throws {@link XRayException} for bad input. */
@FunctionalInterface
public interface Operation {

    ObjectNode answer(RequestBody request);
}
