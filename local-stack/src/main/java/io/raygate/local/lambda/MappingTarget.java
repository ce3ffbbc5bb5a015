// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

/** What an event source mapping delivers to, and where it sends what it gives up. */
record MappingTarget(String arn, FunctionInvoker invoker, FailureQueue failures) {}
