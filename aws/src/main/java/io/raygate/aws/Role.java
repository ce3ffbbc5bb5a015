// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.util.Optional;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * A role to assume.
 *
 * @param externalId  asked for by the role's trust policy; empty for none
 * @param sessionName as CloudTrail in the role's account shows it. What STS does not allow in it becomes a hyphen, and what
 *                    is too long for STS is cut
 */
public record Role(String arn, String externalId, String sessionName) {

    /** 2 to 64 characters of {@code [\w+=,.@-]}: STS API reference, AssumeRole, RoleSessionName, read 2026-11-22. */
    private static final int MAX_SESSION_NAME_CHARS = 64;

    private static final String NOT_IN_SESSION_NAMES = "[^\\w+=,.@-]";

    public Role {
        sessionName = sessionName.replaceAll(NOT_IN_SESSION_NAMES, "-");
        sessionName = sessionName.substring(0, Math.min(sessionName.length(), MAX_SESSION_NAME_CHARS));
    }

    AssumeRoleRequest request() {
        return AssumeRoleRequest.builder()
                .roleArn(arn)
                .roleSessionName(sessionName)
                .externalId(Optional.of(externalId).filter(id -> !id.isEmpty()).orElse(null))
                .build();
    }
}
