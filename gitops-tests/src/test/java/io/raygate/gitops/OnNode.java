// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.Pod;
import io.raygate.gitops.cluster.ForwarderBooks;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gives tests one {@link NodePlatform}, started for the first of them and stopped after the last. Where the machine cannot
 * run a node, they are skipped, and the reason is printed. After each test the books of every forwarder that is ready must
 * add up.
 */
final class OnNode implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(OnNode.class);

    /** The only one: what does not start for one class does not start for the next. */
    private record Attempt(
            @Nullable NodePlatform platform, @Nullable Exception failure) implements AutoCloseable {

        static Attempt make() {
            try {
                return new Attempt(NodePlatform.start(), null);
            } catch (TestAbortedException skipped) {
                System.out.println("Tests with a real node are skipped: " + skipped.getMessage());
                return new Attempt(null, skipped);
            } catch (IOException | InterruptedException | RuntimeException failure) {
                return new Attempt(null, failure);
            }
        }

        NodePlatform started() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(platform);
        }

        @Override
        public void close() {
            if (platform != null) {
                platform.close();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext test) throws Exception {
        attempt(test).started();
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        NodePlatform platform = attempt(test).started();
        for (Pod forwarder : platform.cluster().readyForwarders()) {
            ForwarderBooks books = platform.aws().books(forwarder);
            assertThat(books.addUp()).as(books::toString).isTrue();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == NodePlatform.class;
    }

    @Override
    public NodePlatform resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return Objects.requireNonNull(attempt(test).platform());
    }

    private static Attempt attempt(ExtensionContext test) {
        return test.getRoot().getStore(NAMESPACE).computeIfAbsent(Attempt.class, key -> Attempt.make(), Attempt.class);
    }
}
