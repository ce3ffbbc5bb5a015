// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.junit.xray.AwsXRay;
import java.time.Duration;
import software.amazon.awssdk.services.xray.XRayClient;

/**
 * The traces of AWS X-Ray. Needs {@code software.amazon.awssdk:xray} and an HTTP client of the SDK on the test class path; nothing
 * else of this library does.
 *
 * <pre>{@code
 * try (XRayClient client = XRayClient.create()) {
 *     AwsTraces.of(client).since(begin).awaitTrace("service(\"checkout\") AND annotation.order = \"42\"").isOk();
 * }
 * }</pre>
 */
public final class AwsTraces {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofSeconds(1);

    private AwsTraces() {}

    /**
     * The traces that a client reads, from now on. X-Ray takes seconds to show a trace and charges for each one that it is asked
     * for: they are awaited for 2 min, looked for every second, and complete after 5 s without a change.
     *
     * @param client stays the caller's to close; the policy {@code AWSXRayReadOnlyAccess} is enough
     */
    public static Traces of(XRayClient client) {
        return Traces.of(new AwsXRay(client)).patience(PATIENCE).quiet(QUIET).poll(POLL);
    }
}
