// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Kinds that AWS knows by a name, with one call to write them. */
enum AckNamed implements AckKind {

    /** Tier and description count when one is created: {@code GetParameter} returns neither. */
    PARAMETER {
        @Override
        JsonNode find(Account account, JsonNode spec) throws IOException, InterruptedException {
            return account.call("ssm", "GetParameter", Map.of("Name", spec.path("name"), "WithDecryption", true))
                    .path("Parameter");
        }

        @Override
        void put(Account account, JsonNode spec, boolean isNew) throws IOException, InterruptedException {
            Map<String, Object> parameter = AckFields.parameters(
                    spec,
                    isNew ? List.of("name", "type", "value", "tier", "description") : List.of("name", "type", "value"));
            parameter.put("Overwrite", !isNew);
            account.call("ssm", "PutParameter", parameter);
        }

        @Override
        List<String> fields() {
            return List.of("type", "value");
        }

        @Override
        public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
            account.call("ssm", "DeleteParameter", Map.of("Name", spec.path("name")));
        }
    },
    ALIAS {
        @Override
        public List<Reference> references() {
            return List.of(new Reference("targetKeyRef", "Key", "targetKeyID", "/status/keyID"));
        }

        @Override
        JsonNode find(Account account, JsonNode spec) throws IOException, InterruptedException {
            return first(account.call("kms", "ListAliases", Map.of()).path("Aliases"), "AliasName", spec.path("name"));
        }

        @Override
        void put(Account account, JsonNode spec, boolean isNew) throws IOException, InterruptedException {
            account.call(
                    "kms",
                    isNew ? "CreateAlias" : "UpdateAlias",
                    Map.of("AliasName", spec.path("name"), "TargetKeyId", spec.path("targetKeyID")));
        }

        @Override
        List<String> fields() {
            return List.of("targetKeyID");
        }

        @Override
        public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
            account.call("kms", "DeleteAlias", Map.of("AliasName", spec.path("name")));
        }
    },
    LOG_GROUP {
        @Override
        public List<Reference> references() {
            return List.of(new Reference("kmsKeyRef", "Key", "kmsKeyID", "/status/ackResourceMetadata/arn"));
        }

        @Override
        JsonNode find(Account account, JsonNode spec) throws IOException, InterruptedException {
            JsonNode groups = account.call("logs", "DescribeLogGroups", Map.of("logGroupNamePrefix", spec.path("name")))
                    .path("logGroups");
            JsonNode group = first(groups, "logGroupName", spec.path("name"));
            return group.isMissingNode()
                    ? group
                    : named(group, Map.of("RetentionDays", "retentionInDays", "KmsKeyId", "kmsKeyId"));
        }

        @Override
        void put(Account account, JsonNode spec, boolean isNew) throws IOException, InterruptedException {
            Map<String, Object> group = new LinkedHashMap<>(Map.of("logGroupName", spec.path("name")));
            if (spec.has("kmsKeyID")) {
                group.put("kmsKeyId", spec.path("kmsKeyID"));
            }
            if (isNew) {
                account.call("logs", "CreateLogGroup", group);
            }
            account.call(
                    "logs",
                    "PutRetentionPolicy",
                    Map.of("logGroupName", spec.path("name"), "retentionInDays", spec.path("retentionDays")));
        }

        @Override
        List<String> fields() {
            return List.of("retentionDays");
        }

        @Override
        public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
            account.call("logs", "DeleteLogGroup", Map.of("logGroupName", spec.path("name")));
        }
    },
    ALARM {
        private static final List<String> READ = List.of(
                "alarmDescription",
                "namespace",
                "metricName",
                "dimensions",
                "statistic",
                "extendedStatistic",
                "period",
                "evaluationPeriods",
                "datapointsToAlarm",
                "comparisonOperator",
                "threshold",
                "treatMissingData",
                "alarmActions",
                "oKActions",
                "metrics");

        @Override
        JsonNode find(Account account, JsonNode spec) throws IOException, InterruptedException {
            return account.call("monitoring", "DescribeAlarms", Map.of("AlarmNames", List.of(spec.path("name"))))
                    .at("/MetricAlarms/0");
        }

        @Override
        void put(Account account, JsonNode spec, boolean isNew) throws IOException, InterruptedException {
            Map<String, Object> alarm = AckFields.parameters(spec, READ);
            alarm.put("AlarmName", spec.path("name"));
            account.call("monitoring", "PutMetricAlarm", alarm);
        }

        @Override
        List<String> fields() {
            return READ;
        }

        @Override
        public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
            account.call("monitoring", "DeleteAlarms", Map.of("AlarmNames", List.of(spec.path("name"))));
        }
    },
    DASHBOARD {
        @Override
        JsonNode find(Account account, JsonNode spec) throws IOException, InterruptedException {
            return account.call("monitoring", "GetDashboard", Map.of("DashboardName", spec.path("dashboardName")));
        }

        @Override
        void put(Account account, JsonNode spec, boolean isNew) throws IOException, InterruptedException {
            account.call(
                    "monitoring",
                    "PutDashboard",
                    AckFields.parameters(spec, List.of("dashboardName", "dashboardBody")));
        }

        @Override
        List<String> fields() {
            return List.of("dashboardBody");
        }

        @Override
        public void delete(Account account, JsonNode spec, JsonNode status) throws IOException, InterruptedException {
            account.call(
                    "monitoring", "DeleteDashboards", Map.of("DashboardNames", List.of(spec.path("dashboardName"))));
        }
    };

    /** What AWS has, missing or refused as not found where it has none. */
    abstract JsonNode find(Account account, JsonNode spec) throws IOException, InterruptedException;

    abstract void put(Account account, JsonNode spec, boolean isNew) throws IOException, InterruptedException;

    /** Those that are read back. */
    abstract List<String> fields();

    @Override
    public Optional<Found> read(Account account, JsonNode spec, JsonNode status)
            throws IOException, InterruptedException {
        try {
            JsonNode found = find(account, spec);
            return found.isMissingNode() ? Optional.empty() : Optional.of(Found.of(found, fields()));
        } catch (AwsRefusal refusal) {
            return absent(refusal);
        }
    }

    @Override
    public void create(Account account, JsonNode spec, ObjectNode status) throws IOException, InterruptedException {
        put(account, spec, true);
    }

    @Override
    public void update(Account account, JsonNode spec, JsonNode status, Set<String> changed)
            throws IOException, InterruptedException {
        put(account, spec, false);
    }

    /** Nothing, where AWS says that it has none. */
    static Optional<Found> absent(AwsRefusal refusal) {
        if (refusal.isNotFound()) {
            return Optional.empty();
        }
        throw refusal;
    }

    private static JsonNode first(JsonNode list, String field, JsonNode name) {
        for (JsonNode item : list) {
            if (item.path(field).equals(name)) {
                return item;
            }
        }
        return list.path(-1);
    }

    /** With more names for some members. */
    private static JsonNode named(JsonNode answer, Map<String, String> names) {
        ObjectNode named = answer.deepCopy().asObject();
        names.forEach((name, member) -> named.set(name, answer.path(member)));
        return named;
    }
}
