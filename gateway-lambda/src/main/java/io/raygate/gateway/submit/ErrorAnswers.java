// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.ErrorCode;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an error means for the documents of a call, by the names and statuses that AWS uses everywhere. */
final class ErrorAnswers {

    static final int TOO_MANY_REQUESTS = 429;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int FIRST_ERROR = 400;

    /** Before the codes of failed calls of AssumeRole. */
    private static final String ASSUME_ROLE = "AssumeRole";

    /**
     * Errors that a document causes, whatever the status: InvalidRequestException is in the API model, the others are
     * what AWS's front ends answer to bodies that they cannot read. A 400 may also mean the signature or the credentials.
     */
    private static final Set<String> DOCUMENTS_TO_BLAME = Set.of(
            "InvalidRequestException",
            "SerializationException",
            "ValidationException",
            "MalformedQueryString",
            "RequestEntityTooLargeException");

    /** Errors that the caller causes: credentials, clocks and permissions, by the names that AWS uses everywhere. */
    private static final Set<String> CALLER_TO_BLAME = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** A role that does not trust the gateway, may not put, or has no possible name. */
    private static final Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException", "ValidationError");

    private static final Set<Integer> CALLER_STATUS = Set.of(401, 403, 407);

    private ErrorAnswers() {}

    /** Of a call of AssumeRole that failed. */
    static PutAnswer ofAssumeRole(SdkException e, Function<String, Denial> denial) {
        if (!(e instanceof AwsServiceException)) {
            return new PutAnswer.Unavailable(ASSUME_ROLE + ErrorCode.ofCause(e));
        }
        String code = ASSUME_ROLE + ErrorCode.of(e);
        return DENIALS.contains(ErrorCode.of(e))
                ? new PutAnswer.Denied(denial.apply(code))
                : new PutAnswer.Unavailable(code);
    }

    /** Whether a tenant's role may not make the call. A denial of the function's own role is the platform's problem. */
    static boolean isDenial(Destination destination, String code) {
        return !destination.target().roleArn().isEmpty() && DENIALS.contains(code);
    }

    /** Of a call that was answered with an error, and is neither throttled nor denied. */
    static PutAnswer of(int status, String code, String message) {
        if (DOCUMENTS_TO_BLAME.contains(code) || status == PAYLOAD_TOO_LARGE) {
            return new PutAnswer.Refused(code, message);
        }
        return isOfCaller(status, code) ? new PutAnswer.Unavailable(code) : new PutAnswer.Failed(code, message);
    }

    /** Whether credentials, a clock or permissions are the reason, or something on the way answered. */
    static boolean isOfCaller(int status, String code) {
        return CALLER_TO_BLAME.contains(code) || CALLER_STATUS.contains(status) || status < FIRST_ERROR;
    }
}
