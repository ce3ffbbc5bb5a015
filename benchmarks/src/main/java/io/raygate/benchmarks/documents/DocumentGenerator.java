// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes up the segment documents of the services on one node, in the order of time: the same seed gives the same
 * bytes. Mean size some 1.5 KB; four of five are whole segments, the others subsegments that are sent on their own and
 * segments in progress.
 *
 * <p>Not thread-safe. One document takes some tens of microseconds: for load, make them beforehand.
 */
public final class DocumentGenerator {

    /** Five years, so that the dictionary does not learn the digits of a date. */
    private static final int SPREAD_SECONDS = 5 * 365 * 24 * 3600;

    private static final long EARLIEST_SECOND = 1_767_225_600;

    private final Dice dice;
    private final List<Service> services = new ArrayList<>();
    private final List<RequestScript> scripts = new ArrayList<>();
    private long nowMicros;

    /**
     * @param services at least 1
     */
    public DocumentGenerator(Vocabulary vocabulary, long seed, int services) {
        this.dice = new Dice(seed);
        this.nowMicros = (EARLIEST_SECOND + dice.below(SPREAD_SECONDS)) * 1_000_000;
        for (int i = 0; i < services; i++) {
            Phrases phrases = new Phrases(vocabulary, dice);
            Service service = Service.of(phrases, dice);
            this.services.add(service);
            this.scripts.add(new RequestScript(service, phrases, dice));
        }
    }

    /** The next document; never over 64 KB in practice, which is not enforced. */
    public GeneratedDocument next() {
        nowMicros += dice.around(20_000);
        int chosen = dice.below(services.size());
        Service service = services.get(chosen);
        String body = body(service, scripts.get(chosen));
        return new GeneratedDocument(service.workload(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The next documents. */
    public List<GeneratedDocument> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private String body(Service service, RequestScript script) {
        String traceId = "1-%08x-%s".formatted(nowMicros / 1_000_000, dice.hex(24));
        int kind = dice.below(20);
        if (kind < 3) {
            return service.sdk().subsegment(script.call(nowMicros, 2), traceId, dice.hex(16));
        }
        Span request = script.request(nowMicros);
        Map<String, Object> ofSegment = new LinkedHashMap<>(service.ofSegment());
        if (dice.chance(0.6)) {
            ofSegment.put("parent_id", dice.hex(16));
        }
        return service.sdk().segment(kind == 3 ? inProgress(request) : request, traceId, ofSegment);
    }

    private static Span inProgress(Span request) {
        Map<String, Object> details = new LinkedHashMap<>(request.details());
        details.remove("http");
        details.put("in_progress", true);
        return new Span(request.name(), request.id(), request.startMicros(), request.startMicros(), details, List.of());
    }
}
