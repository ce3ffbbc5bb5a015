// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.util.Optional;

/** The name of the stream that a request of the data path is about, told before anything else of it is checked. */
final class RequestStream {

    private RequestStream() {}

    /** Empty where the request names none; the operation will then refuse it. */
    static Optional<String> name(Parameters in) {
        return in.text("StreamName")
                .or(() -> in.text("StreamARN").map(arn -> arn.substring(arn.indexOf('/') + 1)))
                .or(() -> in.text("ShardIterator").flatMap(ShardIterator::parse).map(ShardIterator::stream));
    }
}
