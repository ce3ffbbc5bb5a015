// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

/** Name of an EKS cluster, unique over all tenants. */
public record ClusterName(String value) {}
