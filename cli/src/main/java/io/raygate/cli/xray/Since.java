// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code --since}: how far back X-Ray looks. */
public final class Since {

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description =
                    "How far to look back: 30s, 10m, 6h, 1d (default 1h, for tail 10s). X-Ray allows 24h, for a map 6h.")
    private @Nullable String age;

    /** For picocli. */
    public Since() {}

    /** A request with {@code StartTime} and {@code EndTime}, in seconds. */
    public ObjectNode request(Instant now, Duration unlessGiven) {
        return between(now.minus(duration(unlessGiven)), now);
    }

    /** The same for given times; the second that has begun counts. */
    public static ObjectNode between(Instant start, Instant end) {
        return Json.object().put("StartTime", start.getEpochSecond()).put("EndTime", end.getEpochSecond() + 1);
    }

    /** What was given. */
    public Duration duration(Duration unlessGiven) {
        return age == null ? unlessGiven : duration(age);
    }

    private static Duration duration(String age) {
        Matcher matcher = AGE.matcher(age);
        if (!matcher.matches()) {
            throw Failure.misused("--since must be a time such as 30s, 10m, 6h or 1d, but is '" + age + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
