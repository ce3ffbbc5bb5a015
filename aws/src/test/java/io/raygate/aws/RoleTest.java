// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoleTest {

    private static final String ARN = "arn:aws:iam::444455556666:role/raygate";

    @Test
    void construct_sessionNameThatStsRefuses_isMadeOneThatItTakes() {
        assertThat(new Role(ARN, "", "raygate-päyments/eu").sessionName()).isEqualTo("raygate-p-yments-eu");
        assertThat(new Role(ARN, "", "r".repeat(65)).sessionName()).hasSize(64);
    }

    @Test
    void request_withAndWithoutExternalId_namesItOrNot() {
        assertThat(new Role(ARN, "shop-7", "raygate").request().externalId()).isEqualTo("shop-7");
        assertThat(new Role(ARN, "", "raygate").request().externalId()).isNull();
    }
}
