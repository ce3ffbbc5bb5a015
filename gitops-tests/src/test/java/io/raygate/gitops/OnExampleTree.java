// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** For tests that read the {@link GitopsTree#example}, and leave it as it is: one copy for each class. */
abstract class OnExampleTree {

    @TempDir
    static Path root;

    static GitopsTree tree;

    @BeforeAll
    static void copy() throws IOException {
        tree = GitopsTree.example(root);
    }
}
