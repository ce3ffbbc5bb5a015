// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from Maven's log what it does: the module, and what it downloads.
 *
 * @param downloads how many files were asked for
 */
record BuildProgress(String doing, int downloads) {

    static final BuildProgress BEGIN = new BuildProgress("reading projects", 0);

    private static final Pattern BUILDING = Pattern.compile("Building Raygate(?: :: (.+?))? +\\S+ +(\\[\\d+/\\d+])");
    private static final Pattern DOWNLOADING = Pattern.compile("Downloading from \\S+: \\S*/(\\S+)");

    /** After more lines of the log. */
    BuildProgress after(List<String> lines) {
        BuildProgress progress = this;
        for (String line : lines) {
            progress = progress.after(line);
        }
        return progress;
    }

    private BuildProgress after(String line) {
        Matcher download = DOWNLOADING.matcher(line);
        if (download.find()) {
            return new BuildProgress("downloading " + download.group(1), downloads + 1);
        }
        Matcher building = BUILDING.matcher(line);
        if (building.find()) {
            String module = building.group(1) == null ? "all" : building.group(1);
            return new BuildProgress("building " + module + " " + building.group(2), downloads);
        }
        return doing.startsWith("downloading") && line.startsWith("[INFO] ---")
                ? new BuildProgress("building on", downloads)
                : this;
    }

    /** In a few words. */
    String text() {
        return downloads == 0 ? doing : doing + " (" + downloads + " downloads)";
    }
}
