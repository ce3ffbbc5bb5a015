// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.web.Route;
import io.raygate.local.StatusSource;
import io.raygate.local.sqs.QueueClient;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/redrive} on the page's port sends what is in quarantine again, {@code GET} says how that goes. POST takes
 * {@code application/json} only, which a foreign web page cannot send here.
 */
@ApplicationScoped
class Redrive implements StatusSource {

    private static final String PATH = "/api/redrive";
    private static final int BEFORE_THE_FUNCTION_CLOSES = 1;

    private final LocalLambda lambda;
    private final QueueClient queues;
    private final RedriveConfig config;
    private final ObjectMapper json;
    private Optional<RedriveRun> run = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    Redrive(LocalLambda lambda, QueueClient queues, RedriveConfig config, ObjectMapper json) {
        this.lambda = lambda;
        this.queues = queues;
        this.config = config;
        this.json = json;
    }

    @Route(
            path = PATH,
            methods = Route.HttpMethod.POST,
            consumes = "application/json",
            type = Route.HandlerType.BLOCKING)
    void start(RoutingContext context) throws JsonProcessingException {
        if (lambda.launcher().isEmpty()) {
            end(context, 409, Map.of("message", "No function runs: raygate.local.function.zip is not set"));
            return;
        }
        end(context, begin(lambda.launcher().get(), queue(context)) ? 202 : 409, status());
    }

    @Route(path = PATH, methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void show(RoutingContext context) throws JsonProcessingException {
        end(context, 200, status());
    }

    /** Ends a run that is under way, and with it its process. */
    void stop(@Observes @Priority(BEFORE_THE_FUNCTION_CLOSES) ShutdownEvent event) throws InterruptedException {
        if (thread.isPresent()) {
            thread.get().interrupt();
            thread.get().join();
        }
    }

    /** Those of the manifest, else those of the function that fills the queue; the handler is never that function's. */
    static Map<String, String> variables(RedriveConfig config, Map<String, String> ofTheFunction) {
        Map<String, String> variables = new HashMap<>();
        if (config.environment().isEmpty()) {
            variables.putAll(ofTheFunction);
        }
        variables.put("QUARKUS_LAMBDA_HANDLER", config.handler());
        variables.putAll(config.environment());
        return variables;
    }

    /** {@code ?queue=raygate-held} reads that queue instead. */
    private String queue(RoutingContext context) {
        String named = context.request().getParam("queue");
        return named == null ? config.queue() : named;
    }

    private synchronized boolean begin(FunctionLauncher function, String queue) {
        if (run.filter(RedriveRun::isRunning).isPresent()) {
            return false;
        }
        Map<String, String> variables = variables(config, function.config().environment());
        FunctionLauncher launcher = function.variant("redrive", variables);
        RedriveRun started = new RedriveRun(queues, queue, config, launcher);
        run = Optional.of(started);
        thread = Optional.of(Thread.ofVirtual().name("redrive").start(started::run));
        return true;
    }

    @Override
    public String name() {
        return "redrive";
    }

    @Override
    public synchronized Map<String, Object> status() {
        return run.map(RedriveRun::status).orElseGet(() -> Map.of("state", "idle"));
    }

    private void end(RoutingContext context, int code, Object answer) throws JsonProcessingException {
        context.response()
                .setStatusCode(code)
                .putHeader("content-type", "application/json")
                .end(json.writeValueAsString(answer));
    }
}
