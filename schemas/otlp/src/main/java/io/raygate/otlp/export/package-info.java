// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Makes trace requests ready for an OTLP endpoint: edits attributes, adds to resources, and keeps within limits. */
@NullMarked
package io.raygate.otlp.export;

import org.jspecify.annotations.NullMarked;
