// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.core.SdkSystemSetting;

/** The SDK with {@code -Daws.cborEnabled=false}. */
@QuarkusTest
class KinesisJsonSdkTest extends KinesisSdkContract {

    @BeforeAll
    static void speakJson() {
        System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
    }

    @AfterAll
    static void speakCborAgain() {
        System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
    }

    @Override
    String contentType() {
        return "application/x-amz-json-1.1";
    }
}
