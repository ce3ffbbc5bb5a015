// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * What the container of a Job does, as a process: its own command and environment, with the AWS command line of this machine in
 * place of the image's, and the credentials that its service account gets from EKS Pod Identity.
 *
 * @param cluster account, region and name of the cluster that it would run in
 */
public record JobRun(AwsEndpoint aws, HubCluster cluster, Path directory) {

    private static final long LONGEST_MINUTES = 10;

    /**
     * Runs it once.
     *
     * @param job the manifest; with a namespace
     * @return what it printed, the last line being {@code status=0} where it succeeded
     */
    public String run(JsonNode job) throws IOException, InterruptedException {
        JsonNode pod = job.at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        List<String> command = new ArrayList<>();
        container.path("command").forEach(part -> command.add(part.asString("")));
        Path output = Files.createTempFile(directory, "job", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asString(""),
                        variable.path("value").asString("")));
        environment.put("HOME", directory.toString());
        environment.put("PATH", aws.commands() + ":" + System.getenv("PATH"));
        environment.put("AWS_ENDPOINT_URL", aws.url().toString());
        environment.put(
                "AWS_DEFAULT_REGION", environment.get("AWS_REGION")); // version 1 of the command line reads this one
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        URI credentials = aws.credentials(
                cluster.account(),
                cluster.region(),
                cluster.name(),
                job.at("/metadata/namespace").asString(""),
                pod.path("serviceAccountName").asString(""));
        // Where there is no association yet, EKS leaves the pod without an identity, for ever.
        if (aws.answers(credentials)) {
            environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.toString());
        }
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return Files.readString(output) + "status=" + process.waitFor();
        } finally {
            process.destroyForcibly(); // where the test ends first
        }
    }
}
