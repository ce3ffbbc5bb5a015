// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** A hub without a cluster: real API servers, real Argo CD, a git server, and stand-ins for what AWS would do. */
@NullMarked
package io.raygate.gitops.cluster;

import org.jspecify.annotations.NullMarked;
