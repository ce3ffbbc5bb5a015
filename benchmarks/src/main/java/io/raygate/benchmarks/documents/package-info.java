// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Segment documents as the X-Ray SDKs for Java, Node.js and Python write them, made up from a seed. */
@NullMarked
package io.raygate.benchmarks.documents;

import org.jspecify.annotations.NullMarked;
