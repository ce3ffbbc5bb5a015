// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

/**
 * The parts of {@code arn:aws:kinesis:<region>:<account>:stream/<name>}.
 *
 * @param text the ARN itself
 */
record StreamArn(String text, String region, String account) {

    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int PARTS = 6;

    static StreamArn parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("Not the ARN of a stream: " + text);
        }
        return new StreamArn(text, parts[REGION], parts[ACCOUNT]);
    }

    String functionArn(String functionName) {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + functionName;
    }

    String roleArn() {
        return "arn:aws:iam::" + account + ":role/raygate-local";
    }
}
