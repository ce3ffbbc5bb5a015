// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

/** One AWS service behind the shared port. Implementations are thread-safe. */
public interface AwsApi {

    /** True where the request is for this service; asked of each service in turn, so it must be cheap. */
    boolean accepts(AwsRequest request);

    /**
     * Answers the request. Called on a virtual thread, so it may block.
     * Bad input is answered with the service's own error shape, never thrown.
     */
    AwsResponse handle(AwsRequest request);
}
