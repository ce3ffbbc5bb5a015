// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Valid tenant files of every shape, from a seed. */
final class TenantFiles {

    private static final List<String> PATHS =
            List.of("user", "metadata.**.card", "annotations.a\\.b", "'**'", "http.request.url", "a.*.b");
    private static final List<String> VALUES = List.of(
            "payments",
            "\"no\"",
            "'0777'",
            "\"a <b> & c\"",
            "\"tab\\tline\\nquote\\\"back\\\\\"",
            "\"\\u00e9\\b\\f\\x01\"",
            "grüße 😀",
            "true",
            "false",
            "0",
            "-17",
            "1.50",
            "1.0",
            "0.1",
            "1e3",
            "1e-7",
            "1.5e-9",
            "123456789012345",
            "1e21",
            "2.5E+30",
            "2026-11-27",
            "1.2.3",
            "'null'");

    private final SplittableRandom random;

    TenantFiles(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A file that gives the tenant quotas and clusters in {@code dev} and {@code prod}. */
    String next(String tenant) {
        StringBuilder file = new StringBuilder("""
                apiVersion: raygate/v1
                kind: Tenant
                metadata: {name: %s}
                spec:
                  contact: {team: "@%s"}
                  sampling: {source: xray}
                """.formatted(tenant, tenant));
        maybe(file, "  weight: " + random.nextInt(1, 101));
        maybe(file, "  validation: " + pick(List.of("{}", "{mode: strict}", "{mode: repair}")));
        maybe(file, "  quarantine: " + pick(List.of("{}", "{unreadable: keep}", "{unreadable: withhold}")));
        maybe(file, "  redaction: " + rules());
        maybe(file, "  enrichment: " + enrichment());
        maybe(
                file,
                "  delivery: {target: " + List.of("xray", "otlp", "both").get(random.nextInt(3))
                        + ", annotations: [order.id, a/b]}");
        maybe(file, "  target: {region: eu-west-1, roleArn: 'arn:aws:iam::666666666666:role/put', externalId: a+b}");
        if (random.nextBoolean()) {
            file.append("  environments:\n    prod:\n      validation: {mode: strict}\n");
            maybe(file, "      weight: " + random.nextInt(1, 101));
            maybe(file, "      redaction: " + rules());
            maybe(file, "      enrichment: " + enrichment());
            maybe(file, "      target: {roleArn: 'arn:aws:iam::777777777777:role/put'}");
            maybe(file, "      sampling: {source: xray}");
        }
        file.append("  quota:\n");
        file.append("    dev: {shards: 1").append(limit()).append("}\n");
        file.append("    prod: {")
                .append(pick(List.of("shards: 2", "mode: onDemand")))
                .append(limit())
                .append("}\n");
        file.append("  clusters:\n");
        for (String cluster : List.of("a-dev", "b-prod", "c-prod", "d-dev")) {
            if (random.nextBoolean() || cluster.startsWith("a") || cluster.startsWith("b")) {
                file.append(cluster(cluster, cluster.substring(2)));
            }
        }
        return file.toString();
    }

    private void maybe(StringBuilder file, String line) {
        if (random.nextBoolean()) {
            file.append(line).append('\n');
        }
    }

    private String limit() {
        return (random.nextBoolean() ? ", maxSegmentBytes: " + random.nextInt(1024, 65537) : "")
                + (random.nextBoolean() ? ", segmentsPerSecond: " + random.nextInt(1, 1_000_001) : "");
    }

    private String rules() {
        List<String> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String length = random.nextBoolean() ? ", length: " + random.nextInt(100) : "";
            rules.add("{path: " + pick(PATHS) + ", action: " + pick(List.of("drop", "truncate")) + length + "}");
        }
        return rules.toString();
    }

    private String enrichment() {
        List<String> annotations = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            annotations.add("k" + i + ": " + pick(VALUES));
        }
        return annotations.stream().collect(Collectors.joining(", ", "{annotations: {", "}"))
                + pick(List.of("", ", eks: false", ", override: true, workload: {ns: namespace}"))
                + pick(List.of("}", ", labels: {version: app.kubernetes.io/version}}", ", metadata: {fields: []}}"));
    }

    private static String cluster(String name, String environment) {
        String account = environment.equals("dev") ? "444444444444" : "555555555555";
        return "    - {name: %s, env: %s, ring: stable, compute: fargate, region: eu-west-1, account: \"%s\",\n"
                        .formatted(name, environment, account)
                + "       oidcIssuer: oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF,\n"
                + "       server: 'arn:aws:eks:eu-west-1:%s:cluster/%s'}\n".formatted(account, name);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
