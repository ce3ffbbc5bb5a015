// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Understands the command line, file and environment of the X-Ray daemon, so that its manifests go on working. */
@NullMarked
package io.raygate.edge.daemon;

import org.jspecify.annotations.NullMarked;
