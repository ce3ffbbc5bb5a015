// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** Which X-Ray is meant: the endpoint that is named, else the local stack that runs, else that of AWS's environment. */
public final class Target {

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "X-Ray's API; http is called unsigned (default: the running local stack, else AWS).")
    private @Nullable String endpoint;

    @Mixin
    private LocalStack stack = new LocalStack();

    /** For picocli. */
    public Target() {}

    /** Its API. Nothing is called yet. */
    public XRay xray(Home home) {
        if (endpoint != null) {
            URI address = address(endpoint);
            return address.getScheme().equals("http") ? plain(address) : signed(address);
        }
        return stack.ports(home)
                .map(ports -> plain(LocalStack.address(ports.aws())))
                .orElseGet(() -> signed(null));
    }

    private static XRay plain(URI address) {
        return new XRay(address.toString(), new PlainCalls(address));
    }

    private static XRay signed(@Nullable URI address) {
        Map<String, String> environment = System.getenv();
        Supplier<Failure> nowhere = () -> Failure.of(
                address == null
                        ? "no stack is running: start one with ./raygate up, or set AWS_REGION to read from AWS X-Ray"
                        : "no AWS region is known: set AWS_REGION to that of " + address);
        Region region = AwsCalls.region(environment).orElseThrow(nowhere);
        return AwsCalls.to(region, address);
    }

    static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return new URI(address.getScheme(), address.getAuthority(), "/", null, null);
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw Failure.misused("--endpoint must be http://host:port or https://host, but is '" + text + "'");
    }
}
