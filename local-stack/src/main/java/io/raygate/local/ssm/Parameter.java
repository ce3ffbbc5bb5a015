// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import java.time.Instant;

/** A parameter as it is now. */
record Parameter(String name, String type, String value, long version, Instant changed) {}
