// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who has signed a request, and for which region; signatures themselves are not checked.
 *
 * @param accessKeyId empty where the request is not signed
 * @param region      empty where the request is not signed
 */
public record Signer(String accessKeyId, String region) {

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/");
    private static final Pattern TEMPORARY = Pattern.compile("ASIA(\\d{12})\\d{4}");

    /** Reads the header {@code Authorization} of Signature Version 4. */
    public static Signer of(AwsRequest request) {
        Matcher credential = CREDENTIAL.matcher(request.header("authorization").orElse(""));
        return credential.find() ? new Signer(credential.group(1), credential.group(2)) : new Signer("", "");
    }

    /** An access key id, as long as AWS's, that says for which account it is. */
    public static String temporaryKeyId(String accountId, int number) {
        return "ASIA%s%04d".formatted(accountId, number);
    }

    /** The account of a role that was assumed; empty for any other caller. */
    public Optional<String> accountId() {
        Matcher temporary = TEMPORARY.matcher(accessKeyId);
        return temporary.matches() ? Optional.of(temporary.group(1)) : Optional.empty();
    }
}
