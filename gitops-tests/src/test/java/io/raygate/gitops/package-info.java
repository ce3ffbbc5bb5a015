// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What Argo CD would sync, rendered in process and checked. */
@NullMarked
package io.raygate.gitops;

import org.jspecify.annotations.NullMarked;
