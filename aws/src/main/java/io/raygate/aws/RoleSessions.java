// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Credentials of many roles, such as those in tenants' accounts. A role's credentials are asked for when they are first
 * needed, kept until shortly before they expire, and then renewed by the call that needs them: a frozen function has no
 * background. A bounded number is kept. Thread-safe.
 */
public final class RoleSessions implements AutoCloseable {

    private final AwsClients aws;
    private final Duration timeout;
    private final LruMap<Role, RoleSession> sessions;
    private @Nullable StsClient sts;

    /**
     * No sessions yet.
     *
     * @param timeout of one call of AssumeRole
     */
    public RoleSessions(AwsClients aws, Duration timeout, int maxSessions) {
        this.aws = aws;
        this.timeout = timeout;
        this.sessions = new LruMap<>(maxSessions);
    }

    /**
     * Credentials of a role that hold now.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException where STS gives none
     */
    public AwsSessionCredentials credentials(Role role) {
        return sessions.computeIfAbsent(role, key -> new RoleSession(key.request(), InstantSource.system()))
                .credentials(sts());
    }

    @Override
    public synchronized void close() {
        if (sts != null) {
            sts.close();
        }
    }

    /** Made when the first role is needed: most functions send to their own account only. */
    private synchronized StsClient sts() {
        StsClient present = sts;
        if (present == null) {
            present =
                    aws.configure(AwsService.STS, StsClient.builder(), timeout).build();
            sts = present;
        }
        return present;
    }
}
