// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

/** The hub as AWS knows it: {@code environment.hub} of the environment files. */
public record HubCluster(String account, String region, String name) {}
