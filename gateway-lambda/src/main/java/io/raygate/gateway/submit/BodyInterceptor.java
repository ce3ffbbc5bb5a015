// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Puts a {@link TraceSegmentsBody} in the place of what the SDK marshals, before it signs: endpoint, credentials,
 * signature, time limits and errors stay the SDK's business, and the documents never become text.
 */
final class BodyInterceptor implements ExecutionInterceptor {

    /** The body of the call; a call without it is left alone. */
    static final ExecutionAttribute<TraceSegmentsBody> BODY = new ExecutionAttribute<>("io.raygate.TraceSegmentsBody");

    private static final String CONTENT_TYPE = "application/json";

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        TraceSegmentsBody body = attributes.getAttribute(BODY);
        if (body == null) {
            return context.requestBody();
        }
        return Optional.of(RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(body.bytes(), 0, body.length()), body.length(), CONTENT_TYPE));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        TraceSegmentsBody body = attributes.getAttribute(BODY);
        if (body == null) {
            return context.httpRequest();
        }
        return context.httpRequest().toBuilder()
                .putHeader("Content-Length", Integer.toString(body.length()))
                .build();
    }
}
