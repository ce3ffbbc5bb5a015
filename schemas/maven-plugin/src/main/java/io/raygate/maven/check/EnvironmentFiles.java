// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.contract.gitops.ContractFile;
import io.raygate.contract.gitops.RemovalRules;
import io.raygate.contract.read.Node;
import io.raygate.maven.check.Selection.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The environments as they were before: no shared cluster leaves that was not retired. */
final class EnvironmentFiles {

    private static final String FOLDER = "envs";

    private EnvironmentFiles() {}

    /** What is wrong with the folders {@code envs} among the selection's directories, or in them. */
    static List<Finding> check(Selection selection, Bounds bounds) throws IOException {
        List<Finding> found = new ArrayList<>();
        if (selection.before().isPresent()) {
            for (Folder folder : selection.folders(FOLDER)) {
                compare(selection.before().get().resolve(folder.within()), folder.path(), bounds, found);
            }
        }
        return found;
    }

    private static void compare(Path before, Path folder, Bounds bounds, List<Finding> found) throws IOException {
        if (!Files.isDirectory(before)) {
            return;
        }
        for (Path old : TeamFiles.files(before)) {
            Path file = folder.resolve(old.getFileName().toString());
            Optional<ContractFile> was = TeamFiles.read(old, bounds);
            Optional<ContractFile> is = Files.exists(file) ? TeamFiles.read(file, bounds) : Optional.empty();
            if (isEnvironment(was) && isEnvironment(is)) {
                TeamFiles.report(RemovalRules.sharedRemoved(was.orElseThrow(), is.orElseThrow()), found);
            }
        }
    }

    /** Others are found by their schema. */
    private static boolean isEnvironment(Optional<ContractFile> file) {
        return file.flatMap(found -> found.root().member("environment"))
                .filter(environment -> environment.kind() == Node.Kind.OBJECT)
                .filter(environment -> environment.member("sharedClusters").stream()
                        .allMatch(shared -> shared.kind() == Node.Kind.OBJECT))
                .isPresent();
    }
}
