// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.ClosingHttpClient;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** The client of SSM, made when it is first needed: most local runs never do. Thread-safe. */
@Singleton
public class Parameters {

    private final Duration timeout;
    private @Nullable SsmClient client;

    @Inject
    Parameters(PolicyConfig config) {
        this(config.requestTimeout());
    }

    Parameters(Duration timeout) {
        this.timeout = timeout;
    }

    /** With a client that is there already, which it does not make. */
    public Parameters(SsmClient client) {
        this(Duration.ZERO);
        this.client = client;
    }

    /** The one client of the process. */
    public synchronized SsmClient client() {
        if (client == null) {
            client = SsmClient.builder()
                    .httpClientBuilder(ClosingHttpClient.over(UrlConnectionHttpClient.builder()
                            .connectionTimeout(timeout)
                            .socketTimeout(timeout)))
                    .overrideConfiguration(
                            override -> override.apiCallTimeout(timeout).retryStrategy(retry -> retry.maxAttempts(2)))
                    .build();
        }
        return client;
    }

    /**
     * The value of a parameter.
     *
     * @throws software.amazon.awssdk.services.ssm.model.ParameterNotFoundException where there is none
     * @throws UnexpectedAnswerException where the answer holds no value, or another parameter's
     */
    public static String value(SsmClient ssm, String name) {
        Parameter parameter = ssm.getParameter(request -> request.name(name).withDecryption(true))
                .parameter();
        if (parameter == null || !name.equals(parameter.name()) || parameter.value() == null) {
            throw new UnexpectedAnswerException("GetParameter: the answer does not hold " + name);
        }
        return parameter.value();
    }
}
