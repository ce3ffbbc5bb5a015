// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.quarkus.runtime.StartupEvent;
import io.raygate.gateway.pipeline.Priming;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/**
 * Lambda's SnapStart: Lambda starts the function when a version of it is published, and each process begins as a copy of
 * that one. Before the copy is made, batches of our own run through all stages but the sending, so that their code is loaded
 * and compiled.
 *
 * <p>What copies must not share is not made before: no credentials were asked for, no connection is open, no policy was
 * read, nothing is remembered or counted. So there is nothing to renew afterwards.
 *
 * <p>AWS's runtime client calls the hooks where the system property {@code org.crac.Core.Compat} names its package, {@code
 * com.amazonaws.services.lambda.crac}: the managed runtime sets it, and so does the image.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html">Lambda Developer Guide, runtime
 *     hooks for SnapStart, read 2026-11-28</a>
 */
@Singleton
class SnapStart implements Resource {

    private static final Logger LOG = Logger.getLogger(SnapStart.class);
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private final Priming priming;

    SnapStart(Priming priming) {
        this.priming = priming;
    }

    void register(@Observes StartupEvent started) {
        register(System.getenv());
    }

    private void register(Map<String, String> environment) {
        if ("snap-start".equals(environment.get(INITIALIZATION))) {
            Core.getGlobalContext().register(this);
        }
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            SSLContext.getDefault(); // reads the certificates that are trusted
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
        LOG.infof("Primed before the snapshot: documents=%d", priming.run());
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // nothing is there that has to be renewed
    }
}
