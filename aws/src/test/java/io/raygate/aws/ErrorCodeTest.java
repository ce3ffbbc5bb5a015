// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.net.SocketException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCodeTest {

    @Test
    void of_answerOfTheService_isItsCode() {
        AwsServiceException e = AwsServiceException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ThrottlingException")
                        .errorMessage("Rate exceeded")
                        .build())
                .build();

        assertThat(ErrorCode.of(e)).isEqualTo("ThrottlingException");
        assertThat(ErrorCode.ofCause(e)).isEqualTo("ThrottlingException");
        assertThat(ErrorCode.message(e)).isEqualTo("Rate exceeded");
    }

    @Test
    void of_answerOfSomethingElse_isItsStatus() {
        AwsServiceException withoutDetails =
                AwsServiceException.builder().statusCode(502).build();
        AwsServiceException withoutCode = AwsServiceException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder().build())
                .build();

        assertThat(ErrorCode.of(withoutDetails)).isEqualTo("Http502");
        assertThat(ErrorCode.of(withoutCode)).isEqualTo("Http403");
        assertThat(ErrorCode.message(withoutCode)).isEmpty();
    }

    @Test
    void of_noAnswer_isTheExceptionOrItsCause() {
        SdkClientException e =
                SdkClientException.create("the connection was reset", new SocketException("connection reset"));

        assertThat(ErrorCode.of(e)).isEqualTo("SdkClientException");
        assertThat(ErrorCode.ofCause(e)).isEqualTo("SocketException");
        assertThat(ErrorCode.ofCause(SdkClientException.create("no cause"))).isEqualTo("SdkClientException");
    }
}
