// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules of environment files among themselves. */
final class EnvironmentRules {

    /** What IAM leaves of 64 characters after {@code raygate-stream-settings-base-}. */
    private static final int MAX_NAME_CHARS = 35;

    private EnvironmentRules() {}

    static String name(ContractFile file) {
        return file.text("environment", "name");
    }

    static List<FileViolation> check(List<ContractFile> environments) {
        List<FileViolation> found = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        Map<String, String> accounts = new HashMap<>();
        Map<String, String> regions = new HashMap<>();
        for (ContractFile file : environments) {
            String name = name(file);
            if (!file.baseName().equals(name)) {
                found.add(violation(
                        file,
                        "/environment/name",
                        "file-name",
                        "is " + name + " in a file called " + file.baseName() + "; give both the same name"));
            }
            if (name.length() > MAX_NAME_CHARS) {
                found.add(violation(
                        file,
                        "/environment/name",
                        "name-length",
                        name + " makes role names of more than 64 characters, which IAM does not take; write at most "
                                + MAX_NAME_CHARS));
            }
            PartitionRules.check(file, found);
            ConcurrencyRules.check(file, found);
            String account = file.text("environment", "account");
            String sharer = accounts.putIfAbsent(account, name);
            if (sharer != null && !file.text("environment", "region").equals(regions.get(sharer))) {
                found.add(
                        violation(
                                file,
                                "/environment/account",
                                "one-environment-per-account",
                                "account " + account + " is that of " + sharer
                                        + " too, and IAM roles, which know no regions, would share their names; take another account"));
            }
            regions.put(name, file.text("environment", "region"));
            String place = file.text("environment", "account") + "/" + file.text("environment", "region");
            String other = places.putIfAbsent(place, name);
            if (other != null) {
                found.add(violation(
                        file,
                        "/environment/account",
                        "one-environment-per-account",
                        "account and region " + place + " are those of " + other
                                + " too, and streams would share their names; take another account or region"));
            }
        }
        return found;
    }

    private static FileViolation violation(ContractFile file, String pointer, String rule, String message) {
        return new FileViolation(file.path(), pointer, rule, message);
    }
}
