// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.wire.XRayException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entity selector expression: {@code service("name")} or {@code service(id(name: "name", type: "type"))}. The empty one
 * selects the requests that came from outside.
 */
sealed interface ServiceSelector {

    record Entries() implements ServiceSelector {}

    /**
     * The requests that one service answered.
     *
     * @param type any where empty
     */
    record Service(String name, String type) implements ServiceSelector {}

    static ServiceSelector parse(String expression) {
        if (expression.isBlank()) {
            return new Entries();
        }
        Matcher byName = Patterns.BY_NAME.matcher(expression);
        if (byName.matches()) {
            return new Service(byName.group(1), "");
        }
        Matcher byId = Patterns.BY_ID.matcher(expression);
        if (byId.matches()) {
            return new Service(byId.group(1), byId.group(2));
        }
        throw XRayException.invalidRequest("This entity selector expression is not supported yet");
    }

    default boolean selects(Request request) {
        return switch (this) {
            case Entries ignored -> request.kind() == Request.Kind.ENTRY;
            case Service(String name, String type) ->
                request.to().name().equals(name)
                        && (type.isEmpty() || request.to().type().equals(type));
        };
    }

    /** The member of the answer that takes the counts. */
    default String statisticsMember() {
        return switch (this) {
            case Entries ignored -> "EdgeSummaryStatistics";
            case Service ignored -> "ServiceSummaryStatistics";
        };
    }

    /** The two spellings. */
    final class Patterns {
        private static final Pattern BY_NAME = Pattern.compile("\\s*service\\(\\s*\"([^\"]*)\"\\s*\\)\\s*");
        private static final Pattern BY_ID = Pattern.compile(
                "\\s*service\\(\\s*id\\(\\s*name:\\s*\"([^\"]*)\"\\s*,\\s*type:\\s*\"([^\"]*)\"\\s*\\)\\s*\\)\\s*");

        private Patterns() {}
    }
}
