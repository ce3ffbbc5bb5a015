// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

/**
 * A kind of objects.
 *
 * @param version group and version, {@code apps/v1} for example
 */
public record Kind(String version, String name) {}
