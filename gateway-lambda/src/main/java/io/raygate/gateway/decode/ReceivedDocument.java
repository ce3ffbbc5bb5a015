// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.Document;

/**
 * A document and the record that brought it.
 *
 * @param recordIndex position of the record in the event, from 0
 */
public record ReceivedDocument(int recordIndex, Document document) {}
