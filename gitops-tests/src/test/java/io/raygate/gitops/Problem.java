// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

/**
 * Something wrong in the tree.
 *
 * @param file relative to the tree's root, or the Application whose render shows it
 * @param path JSON pointer within it
 * @param message what is wrong and what helps
 */
record Problem(String file, String path, String message) {

    String text() {
        return file + ": " + path + ": " + message;
    }
}
