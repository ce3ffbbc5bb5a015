// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What no schema can say of tenant and environment files: rules over several of them. */
@NullMarked
package io.raygate.contract.gitops;

import org.jspecify.annotations.NullMarked;
