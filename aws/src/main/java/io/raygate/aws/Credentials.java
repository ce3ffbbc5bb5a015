// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

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
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A credentials provider and what must be closed with it. The chain is the SDK's, except for the web identity of IRSA: the
 * SDK would make its STS client by reflection, which a native executable does not have, and without our proxy.
 */
record Credentials(AwsCredentialsProvider provider, List<SdkAutoCloseable> closeables) {

    Credentials {
        closeables = List.copyOf(closeables);
    }

    static Credentials of(AwsSettings settings, Region region, ProxyConfiguration proxy) {
        Credentials base = webIdentity(settings, region, proxy).orElseGet(() -> defaultChain(settings));
        return settings.role()
                .map(role -> base.assuming(role, settings, region, proxy))
                .orElse(base);
    }

    void close() {
        closeables.forEach(SdkAutoCloseable::close);
    }

    private static Credentials defaultChain(AwsSettings settings) {
        DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder()
                .asyncCredentialUpdateEnabled(settings.refreshInBackground())
                .build();
        return new Credentials(chain, List.of(chain));
    }

    /** IRSA: the token that the cluster mounts into the pod. Static credentials go before it, as in the SDK's chain. */
    private static Optional<Credentials> webIdentity(AwsSettings settings, Region region, ProxyConfiguration proxy) {
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
                .asyncCredentialUpdateEnabled(settings.refreshInBackground())
                .roleArn(roleArn.get())
                .roleSessionName(
                        SdkSystemSetting.AWS_ROLE_SESSION_NAME.getStringValue().orElseGet(settings::webIdentitySession))
                .webIdentityTokenFile(Path.of(tokenFile.get()))
                .build();
        AwsCredentialsProviderChain chain = AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create(), token);
        return Optional.of(new Credentials(chain, List.of(chain, sts)));
    }

    private Credentials assuming(Role role, AwsSettings settings, Region region, ProxyConfiguration proxy) {
        StsClient sts = sts(region, proxy).credentialsProvider(provider).build();
        StsAssumeRoleCredentialsProvider assumed = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .asyncCredentialUpdateEnabled(settings.refreshInBackground())
                .refreshRequest(role.request())
                .build();
        return new Credentials(assumed, List.of(assumed, sts, this::close));
    }

    private static StsClientBuilder sts(Region region, ProxyConfiguration proxy) {
        return StsClient.builder()
                .region(region)
                .httpClientBuilder(
                        ClosingHttpClient.over(UrlConnectionHttpClient.builder().proxyConfiguration(proxy)));
    }
}
