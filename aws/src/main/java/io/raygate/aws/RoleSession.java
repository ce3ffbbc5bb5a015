// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A session in a role. The call that needs it renews it a few minutes before it expires; where STS then gives none, the
 * present credentials stay as long as they hold. Thread-safe: one caller asks STS, the others wait.
 */
final class RoleSession {

    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private final AssumeRoleRequest request;
    private final InstantSource clock;
    private @Nullable AwsSessionCredentials present;
    private Instant expires = Instant.MIN;

    RoleSession(AssumeRoleRequest request, InstantSource clock) {
        this.request = request;
        this.clock = clock;
    }

    /**
     * Credentials that hold now.
     *
     * @throws SdkException where STS gives none
     */
    synchronized AwsSessionCredentials credentials(StsClient sts) {
        Instant now = clock.instant();
        AwsSessionCredentials kept = present;
        if (kept != null && now.isBefore(expires.minus(RENEW_BEFORE))) {
            return kept;
        }
        try {
            return renew(sts, now);
        } catch (SdkException e) {
            if (kept != null && now.isBefore(expires)) {
                return kept;
            }
            throw e;
        }
    }

    private AwsSessionCredentials renew(StsClient sts, Instant now) {
        Credentials given = Optional.ofNullable(sts.assumeRole(request).credentials())
                .orElseThrow(() -> new UnexpectedAnswerException("AssumeRole gave no credentials"));
        boolean whole = isText(given.accessKeyId()) && isText(given.secretAccessKey()) && isText(given.sessionToken());
        if (!whole || given.expiration() == null || !now.isBefore(given.expiration())) {
            throw new UnexpectedAnswerException("AssumeRole gave credentials that do not hold: complete=" + whole
                    + ", expiration=" + given.expiration());
        }
        AwsSessionCredentials renewed =
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
        present = renewed;
        expires = given.expiration();
        return renewed;
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
