// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.xray.XRayClient;

/**
 * Gives tests a {@link LocalStack} and its {@link Traces} as parameters.
 *
 * <pre>{@code
 * @ExtendWith(RaygateExtension.class)
 * class CheckoutTest {
 *
 *     @Test
 *     void order_paymentIsDown_showsTheFault(LocalStack stack, Traces traces) throws IOException {
 *         Process checkout = stack.applyTo(new ProcessBuilder("java", "-jar", "checkout.jar")).start();
 *         ...
 *         traces.awaitTrace("service(\"checkout\")").service("checkout").hasFault();
 *     }
 * }
 * }</pre>
 *
 * <p>The first parameter finds the stack that runs with the default ports, else starts one from {@code raygate.junit.home}, which
 * all tests of the JVM share and which ends with them. {@code Traces} search what began since the test did: since the method
 * began, or the class, where a parameter of its constructor or of {@code @BeforeAll} asks. With {@code raygate.junit.stack=aws}
 * they read AWS X-Ray. Tests that run at the same time look for traces of their own, by an id ({@link TraceContext}) or an
 * annotation. Thread-safe.
 */
public final class RaygateExtension implements ParameterResolver {

    static final int DEFAULT_TIMELINE_ROWS = 60;

    private static final Namespace NAMESPACE = Namespace.create(RaygateExtension.class);

    /** For JUnit. */
    public RaygateExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalStack.class || type == Traces.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Settings settings =
                new Settings(test::getConfigurationParameter, name -> Optional.ofNullable(System.getenv(name)));
        try {
            boolean isAws = settings.mode() == Settings.Mode.AWS;
            if (parameter.getParameter().getType() == Traces.class) {
                Traces traces =
                        isAws ? AwsSource.of(test) : stack(test, settings).traces();
                return settings.applyTo(traces).since(begin(test));
            }
            if (isAws) {
                throw new IllegalStateException("raygate.junit.stack=aws has no local stack to give to a test");
            }
            return stack(test, settings);
        } catch (NoClassDefFoundError e) {
            throw new ParameterResolutionException(
                    "raygate.junit.stack=aws needs software.amazon.awssdk:xray on the test class path: "
                            + e.getMessage(),
                    e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Instant begin(ExtensionContext test) {
        return once(test, Instant.class, Instant::now);
    }

    private static LocalStack stack(ExtensionContext test, Settings settings) {
        return once(test.getRoot(), StackOfAll.class, () -> new StackOfAll(stack(settings)))
                .stack();
    }

    private static LocalStack stack(Settings settings) {
        return switch (settings.mode()) {
            case FIND -> LocalStack.at(settings.portOffset());
            case START -> start(settings);
            default -> LocalStack.find(settings.portOffset()).orElseGet(() -> start(settings));
        };
    }

    private static LocalStack start(Settings settings) {
        String home = settings.text(Settings.Key.HOME);
        if (home.isEmpty()) {
            throw new IllegalStateException(
                    "no local stack is running, and raygate.junit.home (RAYGATE_JUNIT_HOME) does not say where to"
                            + " start one: run ./raygate up, or name an unpacked bundle or a clone of Raygate");
        }
        return LocalStack.start(Path.of(home), settings.startTimeout());
    }

    /** JUnit before 5.13 closes the one, later ones the other. */
    @SuppressWarnings("deprecation")
    private record StackOfAll(LocalStack stack) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        @Override
        public void close() {
            stack.close();
        }
    }

    /** A class of its own, so that the SDK need not be there. */
    private static final class AwsSource {

        @SuppressWarnings("deprecation")
        private record Client(XRayClient client) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

            @Override
            public void close() {
                client.close();
            }
        }

        static Traces of(ExtensionContext test) {
            return AwsTraces.of(once(test.getRoot(), Client.class, () -> new Client(XRayClient.create()))
                    .client());
        }
    }

    /** What all that ask in the same context share; one below it asks for its own. {@code computeIfAbsent} came with JUnit 6. */
    @SuppressWarnings("deprecation")
    private static <T> T once(ExtensionContext context, Class<T> type, Supplier<T> make) {
        String key = type.getName() + context.getUniqueId();
        return Objects.requireNonNull(
                context.getStore(NAMESPACE).getOrComputeIfAbsent(key, ignored -> make.get(), type));
    }
}
