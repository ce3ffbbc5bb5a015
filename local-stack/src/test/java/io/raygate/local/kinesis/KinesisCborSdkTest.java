// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.quarkus.test.junit.QuarkusTest;

/** The SDK as it comes. */
@QuarkusTest
class KinesisCborSdkTest extends KinesisSdkContract {

    @Override
    String contentType() {
        return "application/x-amz-cbor-1.1";
    }
}
