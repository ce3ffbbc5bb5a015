// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.filter.TraceFilter;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A named filter. A trace belongs to it by the expression that was valid when the trace came: a changed expression concerns
 * later traces only. Immutable.
 *
 * @param versions the expressions it has had, the newest last; of the Default group one that takes everything
 */
public record Group(
        String name,
        String arn,
        String filterExpression,
        List<Version> versions,
        boolean insights,
        boolean notifications)
        implements Predicate<Trace> {

    static final String DEFAULT_NAME = "Default";

    /** Older ones are forgotten, and their traces with them. */
    private static final int MAX_VERSIONS = 10;

    public Group {
        versions = List.copyOf(versions);
    }

    /**
     * An expression for a time.
     *
     * @param firstSequence of the first trace that it concerns
     */
    record Version(long firstSequence, TraceFilter filter) {}

    public boolean isDefault() {
        return name.equals(DEFAULT_NAME);
    }

    @Override
    public boolean test(Trace trace) {
        return version(trace).filter(version -> version.filter.test(trace)).isPresent();
    }

    /** True for a trace that belongs to it by an expression that is no longer valid. */
    public boolean isOld(Trace trace) {
        return version(trace)
                .filter(version -> version.firstSequence != versions.getLast().firstSequence)
                .isPresent();
    }

    Group withExpression(String expression, TraceFilter filter, long firstSequence) {
        List<Version> changed = new ArrayList<>(versions);
        changed.add(new Version(firstSequence, filter));
        int kept = Math.min(MAX_VERSIONS, changed.size());
        List<Version> newest = changed.subList(changed.size() - kept, changed.size());
        return new Group(name, arn, expression, newest, insights, notifications);
    }

    Group withInsights(boolean enabled, boolean notified) {
        return new Group(name, arn, filterExpression, versions, enabled, notified);
    }

    ObjectNode toJson() {
        ObjectNode json = RestJson.object().put("GroupName", name).put("GroupARN", arn);
        if (filterExpression.isEmpty()) {
            json.putNull("FilterExpression");
        } else {
            json.put("FilterExpression", filterExpression);
        }
        json.putObject("InsightsConfiguration")
                .put("InsightsEnabled", insights)
                .put("NotificationsEnabled", notifications);
        return json;
    }

    private Optional<Version> version(Trace trace) {
        for (Version version : versions.reversed()) {
            if (version.firstSequence <= trace.sequence()) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
