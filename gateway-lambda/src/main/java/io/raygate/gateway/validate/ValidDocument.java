// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.schema.DocumentOffsets;

/**
 * A document that X-Ray takes.
 *
 * @param offsets where things stand in its body
 */
public record ValidDocument(ReceivedDocument received, DocumentOffsets offsets) {}
