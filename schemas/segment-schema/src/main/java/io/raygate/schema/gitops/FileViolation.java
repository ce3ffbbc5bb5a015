// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.gitops;

import io.raygate.schema.explain.Violation;
import java.nio.file.Path;

/**
 * One thing that is wrong in one file.
 *
 * @param file      the file to change
 * @param violation what is wrong in it, and the remedy
 */
public record FileViolation(Path file, Violation violation) {}
