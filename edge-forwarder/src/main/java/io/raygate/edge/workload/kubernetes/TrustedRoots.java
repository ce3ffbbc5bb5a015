// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.raygate.edge.reload.MountedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificates of one PEM file, and no others. The file is looked at again for each connection. Not thread-safe. */
final class TrustedRoots {

    private static final int MAX_FILE_BYTES = 1024 * 1024;

    private final MountedFile file;
    private @Nullable SSLSocketFactory sockets;

    TrustedRoots(Path file) {
        this.file = new MountedFile(file, MAX_FILE_BYTES);
    }

    /** Makes sockets that trust what the file holds now; what it held before where it cannot be used. */
    SSLSocketFactory socketFactory() throws IOException {
        switch (file.look()) {
            case MountedFile.Changed(byte[] content) -> sockets = trusting(content);
            case MountedFile.Unreadable(String problem) when sockets == null -> throw unusable(problem);
            case MountedFile.Unreadable _, MountedFile.Unchanged _ -> {}
        }
        if (sockets == null) {
            throw unusable("it cannot be read");
        }
        return sockets;
    }

    private SSLSocketFactory trusting(byte[] pem) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("root-" + count++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("CA file " + file.path() + ": " + e.getMessage(), e);
        }
    }

    private IOException unusable(String problem) {
        return new IOException("CA file " + file.path() + ": " + problem);
    }
}
