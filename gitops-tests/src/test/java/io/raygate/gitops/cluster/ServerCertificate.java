// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Of a key that is made here, which only those trust who are told to.
 *
 * @param chain the certificate, in PEM
 * @param key its private key, in PEM
 */
record ServerCertificate(Path chain, Path key, SSLContext tls) {

    private static final String ALIAS = "server";
    private static final String PASSWORD = "changeit";

    /** For 127.0.0.1 and these names. */
    static ServerCertificate create(Path directory, Collection<String> names) throws IOException, InterruptedException {
        Path store = Files.createDirectories(directory).resolve("server.p12");
        String san = Stream.concat(Stream.of("ip:127.0.0.1"), names.stream().map("dns:"::concat))
                .collect(Collectors.joining(","));
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        HubPrograms.run(
                directory,
                (keytool + " -genkeypair -alias " + ALIAS + " -keyalg EC -dname CN=127.0.0.1 -ext san=" + san
                                + " -validity 7 -storetype PKCS12 -storepass " + PASSWORD + " -keystore "
                                + store.getFileName())
                        .split(" "));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new ServerCertificate(
                    pem(
                            directory.resolve("server.crt"),
                            "CERTIFICATE",
                            keys.getCertificate(ALIAS).getEncoded()),
                    pem(
                            directory.resolve("server.key"),
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()),
                    context);
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static Path pem(Path file, String label, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + label + "-----\n");
    }
}
