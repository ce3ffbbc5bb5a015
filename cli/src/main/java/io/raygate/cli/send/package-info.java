// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** {@code send}: datagrams as an X-Ray SDK sends them. */
@NullMarked
package io.raygate.cli.send;

import org.jspecify.annotations.NullMarked;
