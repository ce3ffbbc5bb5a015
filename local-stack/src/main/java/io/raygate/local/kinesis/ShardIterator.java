// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A place in a shard, given to clients as an opaque token that works for five minutes.
 *
 * @param position of the first record to read
 */
record ShardIterator(String stream, long streamCreatedMillis, int shard, long position, Instant issued) {

    private static final Pattern FORMAT = Pattern.compile("v1:([^:]+):(\\d{1,14}):(\\d{1,6}):(\\d{1,18}):(\\d{1,14})");

    static ShardIterator at(KinesisStream stream, int shard, long position, Instant now) {
        return new ShardIterator(stream.name(), stream.created().toEpochMilli(), shard, position, now);
    }

    /** Empty where the token is none of ours. */
    static Optional<ShardIterator> parse(String token) {
        return decode(token)
                .map(FORMAT::matcher)
                .filter(Matcher::matches)
                .map(fields -> new ShardIterator(
                        fields.group(1),
                        Long.parseLong(fields.group(2)),
                        Integer.parseInt(fields.group(3)),
                        Long.parseLong(fields.group(4)),
                        Instant.ofEpochMilli(Long.parseLong(fields.group(5)))));
    }

    String token() {
        String text =
                "v1:" + stream + ":" + streamCreatedMillis + ":" + shard + ":" + position + ":" + issued.toEpochMilli();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    boolean isExpired(Instant now) {
        return Duration.between(issued, now).toMillis() > KinesisLimits.ITERATOR_LIFETIME_MILLIS;
    }

    private static Optional<String> decode(String token) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(token), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
