// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.smallrye.health.AsyncHealthCheckFactory;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Has the checks, which look at a few fields, made by the thread that asks. Quarkus' own way starts Vert.x and a pool. */
@Alternative
@Priority(1)
@Singleton
class ChecksAtOnce extends AsyncHealthCheckFactory {}
