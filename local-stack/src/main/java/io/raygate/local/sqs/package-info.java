// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** SQS in memory: standard queues behind the shared port, with faults in front. */
@NullMarked
package io.raygate.local.sqs;

import org.jspecify.annotations.NullMarked;
