// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What is asked on the TCP port, what is answered, and by whom. */
@NullMarked
package io.raygate.edge.proxy.source;

import org.jspecify.annotations.NullMarked;
