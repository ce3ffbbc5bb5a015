// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

/**
 * One message of an SQS event.
 *
 * @param messageId what the event source mapping knows the message by
 * @param queue     name of the queue; empty where the event does not say
 */
record SqsMessage(String messageId, String queue, String body) {}
