// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.aws;

import io.raygate.aws.ClosingHttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A credentials provider and what must be closed with it. The chain is the SDK's, but for the web identity of IRSA: the
 * SDK would make its STS client by reflection, which a native executable does not have, and without our proxy.
 *
 * @param provider refreshes in the background, so that no call waits for STS
 */
record Credentials(AwsCredentialsProvider provider, List<SdkAutoCloseable> closeables) {

    Credentials {
        closeables = List.copyOf(closeables);
    }

    static Credentials of(AwsConfig config, Region region, ProxyConfiguration proxy) {
        Credentials base = webIdentity(config, region, proxy).orElseGet(Credentials::defaultChain);
        return config.roleArn()
                .map(roleArn -> base.assuming(roleArn, config, region, proxy))
                .orElse(base);
    }

    void close() {
        closeables.forEach(SdkAutoCloseable::close);
    }

    private static Credentials defaultChain() {
        DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder()
                .asyncCredentialUpdateEnabled(true)
                .build();
        return new Credentials(chain, List.of(chain));
    }

    /** IRSA: the token that the cluster mounts into the pod. Static credentials go before it, as in the SDK's chain. */
    private static Optional<Credentials> webIdentity(AwsConfig config, Region region, ProxyConfiguration proxy) {
        Optional<String> tokenFile = SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue();
        Optional<String> roleArn = SdkSystemSetting.AWS_ROLE_ARN.getStringValue();
        if (tokenFile.isEmpty() || roleArn.isEmpty()) {
            return Optional.empty();
        }
        // AssumeRoleWithWebIdentity is not signed: the token speaks for itself
        StsClient sts = sts(region, proxy)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        var token = StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts)
                .asyncCredentialUpdateEnabled(true)
                .roleArn(roleArn.get())
                .roleSessionName(
                        SdkSystemSetting.AWS_ROLE_SESSION_NAME.getStringValue().orElseGet(config::roleSessionName))
                .webIdentityTokenFile(Path.of(tokenFile.get()))
                .build();
        AwsCredentialsProviderChain chain = AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create(), token);
        return Optional.of(new Credentials(chain, List.of(chain, sts)));
    }

    private Credentials assuming(String roleArn, AwsConfig config, Region region, ProxyConfiguration proxy) {
        StsClient sts = sts(region, proxy).credentialsProvider(provider).build();
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(roleArn)
                .roleSessionName(config.roleSessionName())
                .externalId(config.externalId().orElse(null))
                .build();
        StsAssumeRoleCredentialsProvider role = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .asyncCredentialUpdateEnabled(true)
                .refreshRequest(request)
                .build();
        return new Credentials(role, List.of(role, sts, this::close));
    }

    private static StsClientBuilder sts(Region region, ProxyConfiguration proxy) {
        return StsClient.builder()
                .region(region)
                .httpClientBuilder(
                        ClosingHttpClient.over(UrlConnectionHttpClient.builder().proxyConfiguration(proxy)));
    }
}
