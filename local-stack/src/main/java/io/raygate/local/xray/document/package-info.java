// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What a segment document says, judged and read once. */
@NullMarked
package io.raygate.local.xray.document;

import org.jspecify.annotations.NullMarked;
