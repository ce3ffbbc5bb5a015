// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.aws.Timing;
import io.raygate.testing.FakeTime;
import jakarta.inject.Singleton;

/** Takes the place of the clock in every test of the function. */
@Singleton
public final class FakeTiming extends FakeTime implements Timing {}
