// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Writes container images and charts as OCI layouts, without a container engine. */
@NullMarked
package io.raygate.cli.image;

import org.jspecify.annotations.NullMarked;
