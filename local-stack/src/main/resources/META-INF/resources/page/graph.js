// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** The services of GetServiceGraph or GetTraceGraph as nodes and edges. */

import { mean, outcomes, percentile } from "./statistics.js";

const KINDS = [
    ["client", /^client/i],
    ["function", /lambda/i],
    ["queue", /SQS|SNS|Kinesis|Queue|Events|MQ|Kafka/i],
    ["database", /DynamoDB|Database|RDS|S3|ElastiCache|Redis|Bucket|Table/i],
    ["remote", /^remote$/i],
];

/** client, service, function, database, queue or remote. */
export const kindOf = type => KINDS.find(([, pattern]) => pattern.test(type ?? ""))?.[0] ?? "service";

const keyOf = service => `${service.Type ?? ""}|${service.Name}|${service.AccountId ?? ""}`;

/** A type as people call it. */
export function typeName(type) {
    if (!type) return "Service";
    if (type === "client") return "Client";
    if (type === "remote") return "Remote service";
    return type.replace(/^AWS::/, "").replaceAll("::", " ");
}

export function graphOf(services) {
    const byReference = new Map(services.map(service => [service.ReferenceId, service]));
    const nodes = services.map(service => ({
        key: keyOf(service),
        service,
        kind: kindOf(service.Type),
        root: Boolean(service.Root),
        ...figures(service),
    }));
    const edges = services.flatMap(from =>
        (from.Edges ?? [])
            .filter(edge => byReference.has(edge.ReferenceId))
            .map(edge => {
                const to = byReference.get(edge.ReferenceId);
                return {
                    key: `${keyOf(from)} ${keyOf(to)}`,
                    from: keyOf(from),
                    to: keyOf(to),
                    caller: from,
                    callee: to,
                    edge,
                    linked: edge.EdgeType === "link",
                    ...figures(edge),
                };
            }),
    );
    return { nodes: withClients(nodes, edges), edges };
}

const figures = of => ({
    outcomes: outcomes(of.SummaryStatistics),
    histogram: of.ResponseTimeHistogram ?? [],
    mean: mean(of.SummaryStatistics),
    p50: percentile(of.ResponseTimeHistogram, 0.5),
});

/** A client has no statistics of its own: it sees what its edges say. */
function withClients(nodes, edges) {
    for (const node of nodes.filter(each => !each.outcomes.total)) {
        const own = edges.filter(edge => edge.from === node.key);
        for (const edge of own) for (const [name, count] of Object.entries(edge.outcomes)) node.outcomes[name] += count;
        node.histogram = own.flatMap(edge => edge.histogram);
        const time = own.reduce((sum, edge) => sum + (edge.edge.SummaryStatistics?.TotalResponseTime ?? 0), 0);
        node.mean = node.outcomes.total ? time / node.outcomes.total : undefined;
        node.p50 = percentile(node.histogram, 0.5);
    }
    return nodes;
}
