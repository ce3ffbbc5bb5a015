// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What a bench has measured, as Markdown, JSON and plots. */
@NullMarked
package io.raygate.benchmarks.report;

import org.jspecify.annotations.NullMarked;
