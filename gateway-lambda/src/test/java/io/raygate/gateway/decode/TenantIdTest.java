// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantIdTest {

    @Test
    void ofStreamArn_streamWithThePrefix_isTheRest() {
        assertThat(TenantId.ofStreamArn("arn:aws:kinesis:eu-west-1:1:stream/raygate-payments"))
                .isEqualTo(new TenantId("payments"));
    }

    @Test
    void ofStreamArn_otherStream_isItsName() {
        assertThat(TenantId.ofStreamArn("arn:aws:kinesis:eu-west-1:1:stream/traces"))
                .isEqualTo(new TenantId("traces"));
    }

    @Test
    void ofStreamArn_noName_isUnknown() {
        assertThat(TenantId.ofStreamArn("")).isEqualTo(TenantId.UNKNOWN);
        assertThat(TenantId.ofStreamArn("arn/")).isEqualTo(TenantId.UNKNOWN);
    }
}
