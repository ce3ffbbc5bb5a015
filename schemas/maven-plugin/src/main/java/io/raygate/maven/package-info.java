// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Goals with which a team checks its own documents before they are pushed. */
@NullMarked
package io.raygate.maven;

import org.jspecify.annotations.NullMarked;
