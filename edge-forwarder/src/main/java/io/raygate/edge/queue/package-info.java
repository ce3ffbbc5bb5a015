// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Complete requests on their way from the event loops to the one thread that hands over what they hold. */
@NullMarked
package io.raygate.edge.queue;

import org.jspecify.annotations.NullMarked;
