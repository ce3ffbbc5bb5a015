// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import io.raygate.testing.FakeTime;

/** Pauses that take no time. */
final class FakeTiming extends FakeTime implements Timing {}
