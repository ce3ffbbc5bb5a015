// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.stacks.RunningStacks;
import io.raygate.cli.stacks.StackPorts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** Which X-Ray is meant: the endpoint that is named, else the local stack that runs, else that of AWS's environment. */
public final class Target {

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "X-Ray's API; http is called unsigned (default: the running local stack, else AWS).")
    private @Nullable String endpoint;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "The local stack with this offset (default: the one that runs).")
    private @Nullable Integer offset;

    /** For picocli. */
    public Target() {}

    /** Its API. Nothing is called yet. */
    public XRay xray(Home home) {
        if (endpoint != null) {
            URI address = address(endpoint);
            return address.getScheme().equals("http") ? plain(address) : signed(address);
        }
        return ports(home).map(ports -> plain(local(ports.aws()))).orElseGet(() -> signed(null));
    }

    /** The ports of the local stack that is meant; empty where none runs and none is named. */
    Optional<StackPorts> ports(Home home) {
        if (offset != null) {
            return Optional.of(new StackPorts(offset));
        }
        List<StackPorts> running = new RunningStacks(home.stacks())
                .all().stream().map(RunningStacks.Running::ports).toList();
        if (running.size() > 1 && !running.contains(new StackPorts(0))) {
            throw Failure.misused("several stacks are running: choose one with --port-offset "
                    + running.stream()
                            .map(ports -> Integer.toString(ports.offset()))
                            .collect(Collectors.joining(" or ")));
        }
        return running.stream().findFirst();
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

    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
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
