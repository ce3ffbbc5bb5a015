// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.amazonaws.xray.AWSXRayRecorder;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.config.DaemonConfiguration;
import com.amazonaws.xray.entities.Entity;
import com.amazonaws.xray.entities.Segment;
import com.amazonaws.xray.entities.TraceHeader;
import com.amazonaws.xray.entities.TraceID;
import com.amazonaws.xray.strategy.sampling.CentralizedSamplingStrategy;
import com.amazonaws.xray.strategy.sampling.SamplingRequest;
import com.amazonaws.xray.strategy.sampling.SamplingResponse;
import java.io.IOException;
import java.net.InetAddress;

/**
 * What one service needs to be traced: its own recorder, emitter and sampling. Thread-safe; the current segment belongs
 * to the calling thread.
 */
public final class ServiceTracing implements AutoCloseable {

    private static final String SERVICE_TYPE = "AWS::EKS::Container";

    private final String serviceName;
    private final AddressedEmitter emitter;
    private final AWSXRayRecorder recorder;

    private ServiceTracing(String serviceName, AddressedEmitter emitter) {
        this.serviceName = serviceName;
        this.emitter = emitter;
        this.recorder = AWSXRayRecorderBuilder.standard()
                .withEmitter(emitter)
                .withSamplingStrategy(new CentralizedSamplingStrategy())
                .build();
    }

    /**
     * Sends to the daemon that {@link DaemonConfiguration} names; sampling rules come from there over TCP, and from the
     * SDK's local rules (one trace a second and 5 % of the rest) while it cannot be reached.
     *
     * @param source where the datagrams come from
     * @throws IOException where the source address cannot be bound
     */
    public static ServiceTracing open(String serviceName, InetAddress source) throws IOException {
        return new ServiceTracing(
                serviceName, new AddressedEmitter(source, new DaemonConfiguration().getAddressForEmitter()));
    }

    public String serviceName() {
        return serviceName;
    }

    public AWSXRayRecorder recorder() {
        return recorder;
    }

    /** Begins the segment of a request on this thread; the caller's sampling decision is followed where it made one. */
    public Segment begin(TraceHeader caller, String host, String path, String method) {
        return switch (caller.getSampled()) {
            case SAMPLED -> recorder.beginSegment(serviceName, traceId(caller), caller.getParentId());
            case NOT_SAMPLED -> recorder.beginNoOpSegment(traceId(caller));
            case REQUESTED, UNKNOWN ->
                decide(caller, new SamplingRequest(serviceName, host, path, method, SERVICE_TYPE));
        };
    }

    /** Sets the flags that X-Ray derives from a status: 4xx error, 429 throttle, 5xx fault. */
    public static void flag(Entity entity, int status) {
        if (status >= 500) {
            entity.setFault(true);
            return;
        }
        if (status >= 400) {
            entity.setError(true);
            entity.setThrottle(status == 429);
        }
    }

    @Override
    public void close() {
        recorder.getSamplingStrategy().shutdown();
        emitter.close();
    }

    private Segment decide(TraceHeader caller, SamplingRequest request) {
        SamplingResponse decision = recorder.getSamplingStrategy().shouldTrace(request);
        if (!decision.isSampled()) {
            return recorder.beginNoOpSegment(traceId(caller));
        }
        Segment segment = recorder.beginSegment(serviceName, traceId(caller), caller.getParentId());
        decision.getRuleName().ifPresent(segment::setRuleName);
        return segment;
    }

    private TraceID traceId(TraceHeader caller) {
        TraceID root = caller.getRootTraceId();
        return root == null ? TraceID.create(recorder) : root;
    }
}
