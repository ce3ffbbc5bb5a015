// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.tenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold between the keys of teams and others, so that no document can be meant for two streams or for none. */
public final class TenantRules {

    private static final String PUBLISH_STREAM = "raygate.publish.stream";
    private static final String OTHERS = "raygate.tenants.others";
    private static final String STREAMS = "raygate.tenants.streams";
    private static final String SOURCE = "raygate.workloads.source";
    private static final String CLAIM = "raygate.node.tenant";

    private static final Pattern KEY = Pattern.compile(
            "raygate\\.tenants\\.streams\\.(?<team>\"[^\"]*\"|[^.]+)\\." + "(?<what>stream|namespaces)(?:\\[\\d+])?");
    private static final Pattern TEAM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final Map<String, String> values;
    private final Map<String, String> problems = new LinkedHashMap<>();

    private TenantRules(Map<String, String> values) {
        this.values = values;
    }

    /**
     * What is wrong.
     *
     * @param values by key
     * @return sentences, by key
     */
    public static Map<String, String> problems(Map<String, String> values) {
        TenantRules rules = new TenantRules(new TreeMap<>(values));
        Map<String, String> names = new TreeMap<>(); // as they are written, by team
        rules.values.keySet().stream()
                .map(KEY::matcher)
                .filter(Matcher::matches)
                .forEach(key -> names.put(key.group("team").replace("\"", ""), key.group("team")));
        if (names.isEmpty()) {
            rules.checkAlone();
        } else {
            rules.checkShared(names);
        }
        return rules.problems;
    }

    private void checkAlone() {
        String others = values.get(OTHERS);
        if (others != null) {
            problems.put(OTHERS, others + " has no effect without " + STREAMS + "; write those, or leave it out");
        }
        if (!values.containsKey(PUBLISH_STREAM) && !"stream".equals(others)) {
            problems.put(PUBLISH_STREAM, "is not set; write " + TenantsConfig.WRITE_STREAM);
        }
    }

    private void checkShared(Map<String, String> names) {
        if ("none".equalsIgnoreCase(values.getOrDefault(SOURCE, "none"))) {
            problems.put(SOURCE, "is none, and " + STREAMS + " needs to know who sends; write kubernetes or file");
        }
        if (values.containsKey(CLAIM)) {
            problems.put(CLAIM, values.get(CLAIM) + " does not go with " + STREAMS + "; set only one of them");
        }
        Map<String, String> teamsByStream = new TreeMap<>();
        if (values.containsKey(PUBLISH_STREAM)) {
            teamsByStream.put(plain(values.get(PUBLISH_STREAM)), PUBLISH_STREAM);
        }
        Map<String, String> teamsByNamespace = new TreeMap<>();
        names.forEach((team, written) -> {
            String prefix = STREAMS + "." + written;
            if (!TEAM.matcher(team).matches()) {
                problems.put(prefix, "is not the name of a team; write 1 to 63 of a-z, 0-9 and hyphen");
            }
            checkStream(prefix, teamsByStream);
            checkNamespaces(prefix, team, teamsByNamespace);
        });
    }

    private void checkStream(String prefix, Map<String, String> keysByStream) {
        String key = prefix + ".stream";
        String stream = values.get(key);
        String other = stream == null ? null : keysByStream.putIfAbsent(plain(stream), key);
        if (other != null) {
            problems.put(key, stream + " is " + other + ", too; give each team a stream of its own");
        }
    }

    private void checkNamespaces(String prefix, String team, Map<String, String> teams) {
        String key = prefix + ".namespaces";
        List<String> namespaces = values.entrySet().stream()
                .filter(entry -> entry.getKey().equals(key) || entry.getKey().startsWith(key + "["))
                .flatMap(entry -> Stream.of(entry.getValue().split(",")))
                .map(String::strip)
                .filter(namespace -> !namespace.isEmpty())
                .toList();
        if (namespaces.isEmpty()) {
            problems.put(key, "holds no namespace; write those of the team, separated by commas");
        }
        for (String namespace : new TreeSet<>(namespaces)) {
            String other = teams.putIfAbsent(namespace, team);
            if (other != null) {
                problems.put(key, namespace + " is a namespace of " + other + ", too; leave it with one of them");
            }
        }
    }

    /** Without what precedes the name in an ARN. */
    private static String plain(String stream) {
        return stream.substring(stream.lastIndexOf('/') + 1);
    }
}
