// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** OTLP trace requests, read from protobuf and from JSON. */
@NullMarked
package io.raygate.otlp.read;

import org.jspecify.annotations.NullMarked;
