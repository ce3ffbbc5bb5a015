// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sts;

import io.raygate.local.aws.Signer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session of a role, and its credentials. */
record AssumedRole(String accountId, String sessionArn, String accessKeyId, Instant expiration) {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(?:.*/)?([\\w+=,.@-]+)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final int SUFFIXES = 10_000;

    /** An hour, where the caller asks for nothing else; AWS STS API reference, AssumeRole, read 2026-11-22. */
    private static final long DEFAULT_SECONDS = 3_600;

    static boolean isRole(String arn) {
        return ROLE.matcher(arn).matches();
    }

    /** Whether the caller asks for a duration that there is, or for none. */
    static boolean isDuration(Map<String, String> form) {
        return SECONDS.matcher(form.getOrDefault("DurationSeconds", "0")).matches();
    }

    private static long seconds(Map<String, String> form) {
        return Long.parseLong(form.getOrDefault("DurationSeconds", Long.toString(DEFAULT_SECONDS)));
    }

    static AssumedRole of(String arn, Map<String, String> form, Instant now) {
        Matcher role = ROLE.matcher(arn);
        if (!role.matches()) {
            throw new IllegalArgumentException("Not the ARN of a role: " + arn);
        }
        String session =
                "arn:aws:sts::" + role.group(1) + ":assumed-role/" + role.group(2) + "/" + form.get("RoleSessionName");
        return new AssumedRole(
                role.group(1),
                session,
                Signer.temporaryKeyId(role.group(1), ThreadLocalRandom.current().nextInt(SUFFIXES)),
                now.plusSeconds(seconds(form)));
    }
}
