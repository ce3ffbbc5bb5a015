// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.List;

/** Digests of zeros, which the examples have where a release's belong: no image has them, so nothing that names one starts. */
final class PlaceholderRules {

    private static final String ZEROS = "@sha256:" + "0".repeat(64);

    private PlaceholderRules() {}

    static List<FileViolation> check(ContractFile environment) {
        List<FileViolation> found = new ArrayList<>();
        for (String ring : List.of("stable", "canary")) {
            for (String image : List.of("edge", "gateway")) {
                environment
                        .find("environment", "release", ring, image)
                        .ifPresent(node -> add(
                                environment,
                                node,
                                "write a release's digests with raygate promote release.json " + ring + " "
                                        + environment.path().getFileName(),
                                found));
            }
        }
        for (String image : environment.names("environment", "images")) {
            environment
                    .find("environment", "images", image)
                    .ifPresent(node ->
                            add(environment, node, "write the digest that skopeo inspect prints for the image", found));
        }
        return found;
    }

    private static void add(ContractFile file, Node image, String remedy, List<FileViolation> found) {
        if (image.kind() == Node.Kind.STRING && image.text().endsWith(ZEROS)) {
            found.add(new FileViolation(
                    file.path(), image.path(), "placeholder", "is a placeholder, which no image has; " + remedy));
        }
    }
}
