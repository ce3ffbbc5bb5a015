// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The JSON API of the page: traces, one trace, the map, the pipeline, completion of filters, and events. {@code docs/console.md}
 * describes it.
 */
@NullMarked
package io.raygate.local.console;

import org.jspecify.annotations.NullMarked;
