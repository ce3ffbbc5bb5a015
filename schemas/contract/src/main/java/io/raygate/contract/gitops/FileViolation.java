// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import java.nio.file.Path;

/**
 * One thing that is wrong in one file.
 *
 * @param file    the file to change
 * @param pointer RFC 6901 JSON pointer to the value
 * @param rule    the rule's name
 * @param message what is wrong, and the remedy
 */
public record FileViolation(Path file, String pointer, String rule, String message) {}
