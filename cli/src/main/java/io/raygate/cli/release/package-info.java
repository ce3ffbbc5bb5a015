// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Makes a release: builds one commit at one version, packages, signs and publishes it. */
@NullMarked
package io.raygate.cli.release;

import org.jspecify.annotations.NullMarked;
