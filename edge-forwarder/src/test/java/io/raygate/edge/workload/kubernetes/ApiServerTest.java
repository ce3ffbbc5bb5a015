// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApiServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    @Test
    void inCluster_ipv6Host_isBracketed() {
        assertThat(ApiServer.inCluster(
                        Map.of("KUBERNETES_SERVICE_HOST", "fd00:10:96::1", "KUBERNETES_SERVICE_PORT", "443")))
                .isEqualTo(URI.create("https://[fd00:10:96::1]:443"));
        assertThat(ApiServer.inCluster(Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1")))
                .isEqualTo(URI.create("https://10.96.0.1:443"));
    }

    @Test
    void inCluster_outsideOfAPod_saysWhatToDo() {
        assertThatThrownBy(() -> ApiServer.inCluster(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("raygate.workloads.source=none");
    }

    @Test
    void get_serverOfTheGivenRoot_isTrustedAndNoOther() throws Exception {
        Path ours = keyStore("ours");
        keyStore("theirs");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(context(ours)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("hello".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
            assertThat(get(address, "ours.pem")).isEqualTo("hello");
            assertThatThrownBy(() -> get(address, "theirs.pem")).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> get(address, "none.pem"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("none.pem: it does not exist");
        } finally {
            server.stop(0);
        }
    }

    private String get(URI address, String caFile) throws IOException {
        ApiServer api =
                new ApiServer(address, directory.resolve("token"), directory.resolve(caFile), PATIENCE, PATIENCE);
        try (InputStream body = api.get("/")) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    private Path keyStore(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=IP:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                directory.resolve(name + ".pem").toString());
        return store;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
