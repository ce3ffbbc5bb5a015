// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.UnexpectedAnswerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** The client of SSM, made when it is first needed: most local runs never do. Thread-safe. */
@Singleton
public class Parameters {

    private static final int MAX_ATTEMPTS = 2;

    private final Supplier<SsmClient> make;
    private @Nullable SsmClient client;

    @Inject
    Parameters(AwsClients aws, PolicyConfig config) {
        this(() -> {
            SsmClientBuilder builder = aws.configure(AwsService.SSM, SsmClient.builder(), config.requestTimeout());
            return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                            .retryStrategy(retry -> retry.maxAttempts(MAX_ATTEMPTS))
                            .build())
                    .build();
        });
    }

    /** With a client of another making. */
    public Parameters(Supplier<SsmClient> make) {
        this.make = make;
    }

    /** The one client of the process. */
    public synchronized SsmClient client() {
        if (client == null) {
            client = make.get();
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
