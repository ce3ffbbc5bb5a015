// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

/** Makes decoders for tests of other packages. */
public final class DecodersForTest {

    private DecodersForTest() {}

    /** As CDI would. */
    public static BlockDecoder decoder() {
        return new BlockDecoder(new BlockDecoderTest.Limits());
    }
}
