// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.ClosingHttpClient;
import io.raygate.gateway.decode.TenantId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Credentials of the roles in the tenants' accounts. They are asked for when first needed, kept until shortly before they
 * expire, and then renewed by the call that needs them: a frozen function has no background. The session's name names the
 * tenant in the target account's CloudTrail. Thread-safe; a bounded number is kept.
 */
@Singleton
class RoleCredentials {

    /** Of a role session's name, 2 to 64 characters of {@code [\w+=,.@-]}; STS API reference, AssumeRole, read 2026-11-22. */
    private static final int MAX_SESSION_NAME_CHARS = 64;

    private static final String NOT_IN_SESSION_NAMES = "[^\\w+=,.@-]";

    private final SubmitConfig config;
    private final Map<RoleOfTenant, RoleSession> sessions;
    private @Nullable StsClient sts;

    RoleCredentials(SubmitConfig config) {
        this.config = config;
        this.sessions = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<RoleOfTenant, RoleSession> eldest) {
                return size() > config.maxTargets();
            }
        };
    }

    /**
     * Credentials for a target that names a role.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException where STS gives none that hold
     */
    AwsSessionCredentials of(Destination destination) {
        return session(destination).credentials(sts());
    }

    @PreDestroy
    synchronized void close() {
        if (sts != null) {
            sts.close();
        }
    }

    private synchronized RoleSession session(Destination destination) {
        RoleOfTenant key = new RoleOfTenant(
                destination.tenant(),
                destination.target().roleArn(),
                destination.target().externalId());
        return sessions.computeIfAbsent(key, role -> new RoleSession(request(role), InstantSource.system()));
    }

    static String sessionName(TenantId tenant) {
        String name = "raygate-" + tenant.value().replaceAll(NOT_IN_SESSION_NAMES, "-");
        return name.substring(0, Math.min(name.length(), MAX_SESSION_NAME_CHARS));
    }

    private static AssumeRoleRequest request(RoleOfTenant role) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder().roleArn(role.roleArn()).roleSessionName(sessionName(role.tenant()));
        if (!role.externalId().isEmpty()) {
            request.externalId(role.externalId());
        }
        return request.build();
    }

    /** Made when the first tenant needs it: most functions send to their own account only. */
    private synchronized StsClient sts() {
        StsClient present = sts;
        if (present == null) {
            present = StsClient.builder()
                    .httpClientBuilder(ClosingHttpClient.over(UrlConnectionHttpClient.builder()
                            .connectionTimeout(config.assumeRoleTimeout())
                            .socketTimeout(config.assumeRoleTimeout())))
                    .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1))
                            .apiCallTimeout(config.assumeRoleTimeout()))
                    .build();
            sts = present;
        }
        return present;
    }

    private record RoleOfTenant(TenantId tenant, String roleArn, String externalId) {}
}
