// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** The SQS API behind the shared port: ElasticMQ, with faults in front, and what was sent kept for the page. */
@NullMarked
package io.raygate.local.sqs;

import org.jspecify.annotations.NullMarked;
