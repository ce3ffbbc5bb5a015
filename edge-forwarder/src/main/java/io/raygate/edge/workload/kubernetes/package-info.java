// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Watches the pods of this node through the Kubernetes API. */
@NullMarked
package io.raygate.edge.workload.kubernetes;

import org.jspecify.annotations.NullMarked;
