// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.otlp.SpanRejection;
import io.raygate.schema.RejectionReason;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;

/**
 * {@code GET /api/remedies}: what helps against the refusal of a document, by {@code REASON/CODE} of its quarantine
 * message, and by {@code REASON} where the code has none of its own.
 */
@Singleton
final class RemedyRoutes {

    /** Of the gateway itself; validation and translation name their own. */
    private static final Map<String, String> OF_THE_GATEWAY = Map.of(
            "INVALID", "Correct the document at the place that the pointer names.",
            "UNTRANSLATABLE", "Correct the span at its source.",
            "NOT_FOR_OTLP", "Correct the span at its source, or set the tenant's delivery target to xray.",
            "UNSUPPORTED_KIND",
                    "Update the gateway: the forwarder sends what this version does not know. Then send again.",
            "CLUSTER_NOT_OWNED",
                    "List the cluster in the tenant file, or correct raygate.node.cluster of the forwarder.",
            "NAMESPACE_NOT_OWNED",
                    "Give the namespace to the team in the shared cluster's entry, or correct raygate.tenants.streams"
                            + " of the forwarder.",
            "ORIGIN_NOT_SIGNED", "Give the forwarder the tenant's signing key.",
            "NO_POLICY", "Correct the tenant's policy, or the role that it names. Then send again.",
            "REFUSED_BY_XRAY", "Look at X-Ray's code. Switch off the fault if one is on, and send again.",
            "UNREADABLE_BLOCK", "Find out what else writes to this stream, or update the gateway. Then send again.");

    @Route(path = "/api/remedies", methods = Route.HttpMethod.GET)
    void remedies(RoutingContext context) {
        context.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(RestJson.write(all())));
    }

    private static ObjectNode all() {
        ObjectNode remedies = RestJson.object();
        for (SpanRejection rejection : SpanRejection.values()) {
            remedies.put("UNTRANSLATABLE/" + rejection, sentence(rejection.remedy()));
            remedies.put("NOT_FOR_OTLP/" + rejection, sentence(rejection.remedy()));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            remedies.put("INVALID/" + reason, sentence(reason.remedy()));
        }
        OF_THE_GATEWAY.forEach(remedies::put);
        return remedies;
    }

    private static String sentence(String remedy) {
        return remedy.substring(0, 1).toUpperCase(Locale.ROOT) + remedy.substring(1) + '.';
    }
}
