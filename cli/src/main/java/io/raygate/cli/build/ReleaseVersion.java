// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Failure;
import java.util.regex.Pattern;

/**
 * The version of a release: Semantic Versioning 2.0.0 without build metadata, whose plus sign no image's tag may have.
 *
 * @param text {@code 0.2.0} or {@code 0.2.0-rc.1}
 */
public record ReleaseVersion(String text) {

    private static final String NUMBER = "(?:0|[1-9][0-9]*)";
    private static final String IDENTIFIER = "(?:" + NUMBER + "|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern SEMANTIC =
            Pattern.compile(NUMBER + "(?:\\." + NUMBER + "){2}(?:-" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*)?");
    private static final String SNAPSHOT = "-SNAPSHOT";

    /** Refuses what is no version, and what is not meant to be released. */
    public ReleaseVersion {
        if (!SEMANTIC.matcher(text).matches() || text.endsWith(SNAPSHOT)) {
            throw Failure.misused("VERSION " + text + " is not a semantic version such as 0.2.0 or 0.2.0-rc.1");
        }
    }

    /**
     * Refuses a version that the sources are not on the way to.
     *
     * @param current that of pom.xml
     */
    void requireFrom(String current) {
        String next = current.replace(SNAPSHOT, "");
        if (!text.equals(next) && !text.startsWith(next + "-")) {
            throw Failure.misused("pom.xml is at " + current + ", and " + text + " is another version; release " + next
                    + ", or change the version in the pom.xml files");
        }
    }
}
