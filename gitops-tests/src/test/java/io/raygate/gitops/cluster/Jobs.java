// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for what runs Jobs: each is run once, by {@link JobRun}. As in Kubernetes, it does not begin before its service account
 * is there, without which a pod is refused. A Job whose container fails has failed: the kubelet would try again, after pauses that
 * are too long for a test.
 */
public final class Jobs implements Part {

    /** How many run at the same time: each starts a dozen processes. */
    private static final int AT_ONCE = 2;

    private static final String COMPLETE = """
            {"status": {"startTime": "%1$s", "completionTime": "%1$s", "succeeded": 1, "conditions": [
              {"type": "SuccessCriteriaMet", "status": "True", "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"},
              {"type": "Complete", "status": "True", "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"}]}}
            """;
    private static final String FAILED = """
            {"status": {"startTime": "%1$s", "failed": 1, "conditions": [
              {"type": "FailureTarget", "status": "True", "reason": "BackoffLimitExceeded",
               "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"},
              {"type": "Failed", "status": "True", "reason": "BackoffLimitExceeded",
               "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"}]}}
            """;

    private final JobRun run;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Set<String> started = new HashSet<>();
    private final Controller controller;

    private Jobs(ControlPlane plane, JobRun run) {
        this.run = run;
        controller = Controller.start(plane.client(), this::reconcile);
    }

    public static Jobs start(ControlPlane plane, JobRun run) {
        return new Jobs(plane, run);
    }

    private void reconcile(KubernetesClient client) {
        client.batch().v1().jobs().inAnyNamespace().list().getItems().stream()
                .filter(job -> Optional.ofNullable(job.getStatus())
                        .map(JobStatus::getStartTime)
                        .isEmpty())
                .filter(job -> hasServiceAccount(client, job))
                .filter(job -> started.add(job.getMetadata().getUid()))
                .forEach(job -> threads.execute(() -> run(client, job)));
    }

    private static boolean hasServiceAccount(KubernetesClient client, Job job) {
        return client.serviceAccounts()
                        .inNamespace(job.getMetadata().getNamespace())
                        .withName(job.getSpec().getTemplate().getSpec().getServiceAccountName())
                        .get()
                != null;
    }

    private void run(KubernetesClient client, Job job) {
        String name = job.getMetadata().getNamespace() + "/" + job.getMetadata().getName();
        try {
            String output = run.run(new JsonMapper().readTree(Serialization.asJson(job)));
            boolean succeeded = output.endsWith("status=0");
            if (!succeeded) {
                System.out.println("Job " + name + " failed: " + output);
            }
            client.resource(job)
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            (succeeded ? COMPLETE : FAILED)
                                    .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) { // Argo CD has deleted it meanwhile
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        controller.close();
        threads.shutdownNow();
    }
}
