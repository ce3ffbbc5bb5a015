// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which stream a request is about: it carries StreamName, StreamARN, or both. */
final class StreamNaming {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:kinesis:[a-z0-9-]*:\\d{12}:stream/(\\S+)");

    private final KinesisStreams streams;

    StreamNaming(KinesisStreams streams) {
        this.streams = streams;
    }

    /** The stream named; refused where none is named, both are and differ, or it does not exist. */
    KinesisStream stream(Parameters in) {
        Optional<String> name = in.text("StreamName", Parameters.NAME);
        Optional<String> byArn = in.text("StreamARN", ARN).map(this::nameIn);
        if (name.isPresent() && byArn.isPresent() && !name.equals(byArn)) {
            throw KinesisRefusal.invalidArgument("StreamName and StreamARN name different streams.");
        }
        return streams.named(name.or(() -> byArn)
                .orElseThrow(() -> KinesisRefusal.invalidArgument("StreamName or StreamARN must be given.")));
    }

    /** The stream that the ARN names; for operations that know no StreamName. */
    KinesisStream streamByArn(Parameters in) {
        return streams.named(nameIn(in.requiredText("StreamARN", ARN)));
    }

    private String nameIn(String arn) {
        String name = arn.substring(arn.indexOf('/') + 1);
        if (!streams.streamArn(name).equals(arn)) {
            throw KinesisRefusal.notFound("Stream " + arn, streams.account().accountId());
        }
        return name;
    }
}
