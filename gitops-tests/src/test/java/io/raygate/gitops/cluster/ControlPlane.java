// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static org.awaitility.Awaitility.await;

/**
 * A Kubernetes API server over an etcd of its own, on loopback: everything that a cluster checks of manifests, and nothing
 * that runs them. Roles count (RBAC).
 */
public final class ControlPlane implements Part {

    /**
     * Where it listens.
     *
     * @param services range of the addresses of Services
     */
    record Place(String address, String services) {

        static final Place LOOPBACK = new Place("127.0.0.1", "10.0.0.0/16");
    }

    private static final String ADMIN_TOKEN = "administrator";
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ChildProcess etcd;
    private final List<String> command;
    private ChildProcess apiServer;
    private final URI server;
    private final Path directory;
    private final KubernetesClient client;

    private ControlPlane(ChildProcess etcd, List<String> command, URI server, Path directory) throws IOException {
        this.etcd = etcd;
        this.command = command;
        this.apiServer = ChildProcess.start(command, Map.of(), directory.resolve("apiserver.log"));
        this.server = server;
        this.directory = directory;
        await("certificate of the API server")
                .atMost(PATIENCE)
                .until(() -> Files.exists(certificate()) && Files.size(certificate()) > 0);
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(server.toString())
                        .withOauthToken(ADMIN_TOKEN)
                        .withCaCertFile(certificate().toString())
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                        .build())
                .build();
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param directory of this control plane alone; logs are there
     * @param tokens more who may do everything: name by token
     */
    public static ControlPlane start(HubPrograms programs, Path directory, Map<String, String> tokens)
            throws IOException {
        return start(programs, directory, tokens, Place.LOOPBACK);
    }

    /** The same, where nodes reach it. */
    static ControlPlane start(HubPrograms programs, Path directory, Map<String, String> tokens, Place place)
            throws IOException {
        Files.createDirectories(directory);
        String etcdUrl = "http://127.0.0.1:" + FreePort.next();
        ChildProcess etcd = ChildProcess.start(
                List.of(
                        programs.hub(),
                        "etcd",
                        directory.resolve("etcd").toString(),
                        etcdUrl,
                        "http://127.0.0.1:" + FreePort.next()),
                Map.of(),
                directory.resolve("etcd.log"));
        int port = FreePort.next();
        URI server = URI.create("https://" + place.address() + ":" + port);
        ControlPlane plane =
                new ControlPlane(etcd, apiServer(programs, directory, etcdUrl, port, tokens, place), server, directory);
        await("API server, see " + directory).atMost(PATIENCE).until(plane::isReady);
        return plane;
    }

    private static List<String> apiServer(
            HubPrograms programs, Path directory, String etcdUrl, int port, Map<String, String> tokens, Place place)
            throws IOException {
        Path key = Files.writeString(directory.resolve("service-accounts.key"), privateKey());
        String known = tokens.entrySet().stream()
                .map(token -> "\"%s\",\"%s\",\"%s\",\"system:masters\"\n"
                        .formatted(token.getKey(), token.getValue(), token.getValue()))
                .collect(Collectors.joining());
        Path tokenFile = Files.writeString(
                directory.resolve("tokens.csv"), ADMIN_TOKEN + ",admin,admin,\"system:masters\"\n" + known);
        return List.of(
                programs.hub(),
                "kube-apiserver",
                "--etcd-servers=" + etcdUrl,
                "--bind-address=" + place.address(),
                "--secure-port=" + port,
                "--cert-dir=" + directory.resolve("certificates"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=" + place.services(),
                "--kubelet-preferred-address-types=InternalIP",
                // Alters pods as a webhook would, without one.
                "--feature-gates=MutatingAdmissionPolicy=true",
                "--runtime-config=admissionregistration.k8s.io/v1beta1=true",
                "--authorization-mode=RBAC",
                "--token-auth-file=" + tokenFile);
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private boolean isReady() {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException e) {
            if (!etcd.isAlive() || !apiServer.isAlive()) {
                throw new IllegalStateException("etcd or kube-apiserver has ended; its log is in " + directory, e);
            }
            return false;
        }
    }

    /** Starts it again with another key for service accounts: tokens that it signed before no longer count. */
    public void restartWithAnotherKey() throws IOException {
        apiServer.close();
        Files.writeString(serviceAccountKey(), privateKey());
        apiServer = ChildProcess.start(command, Map.of(), directory.resolve("apiserver-2.log"));
        await("API server, see " + directory).atMost(PATIENCE).until(this::isReady);
    }

    /** True where it takes a token of a service account. */
    public boolean accepts(String token) {
        TokenReview review = client.resource(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build())
                .create();
        return Boolean.TRUE.equals(review.getStatus().getAuthenticated());
    }

    public URI server() {
        return server;
    }

    /** As an administrator. */
    public KubernetesClient client() {
        return client;
    }

    /** What clients trust, as kubeconfig files have it. */
    public String certificateAuthorityData() throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("certificates/apiserver.crt")));
    }

    Path certificate() {
        return directory.resolve("certificates/apiserver.crt");
    }

    Path serviceAccountKey() {
        return directory.resolve("service-accounts.key");
    }

    /** For an administrator; JSON, which is YAML. */
    public Path kubeconfig() throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "hub",
                 "contexts": [{"name": "hub", "context": {"cluster": "hub", "user": "admin", "namespace": "argocd"}}],
                 "clusters": [{"name": "hub",
                               "cluster": {"server": "%s", "certificate-authority-data": "%s"}}],
                 "users": [{"name": "admin", "user": {"token": "%s"}}]}
                """.formatted(server, certificateAuthorityData(), ADMIN_TOKEN));
    }

    /**
     * Server-side apply with strict validation, as Argo CD does it but for the strictness.
     *
     * @param namespace of objects that name none and are namespaced
     * @throws KubernetesClientException with the server's words
     */
    public void apply(String manifest, String namespace) {
        patch(manifest, namespace, false);
    }

    /** The same, but nothing is kept. */
    public void dryRun(String manifest, String namespace) {
        patch(manifest, namespace, true);
    }

    private void patch(String manifest, String namespace, boolean dryRun) {
        GenericKubernetesResource object = Serialization.unmarshal(manifest, GenericKubernetesResource.class);
        PatchContext.Builder context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("raygate-tests")
                .withFieldValidation("Strict")
                .withForce(true);
        if (dryRun) {
            context.withDryRun(List.of("All"));
        }
        var resource = object.getMetadata().getNamespace() == null
                ? client.resource(object).inNamespace(namespace)
                : client.resource(object);
        resource.patch(context.build());
    }

    /** Applies CustomResourceDefinitions, and waits until their kinds are served. */
    public void define(List<String> definitions) {
        definitions.forEach(definition -> apply(definition, ""));
        await("kinds to be served").atMost(PATIENCE).until(() -> isServed(List.of()));
        announce();
    }

    /** Waits until somebody else has made these definitions, and all kinds are served. */
    public void awaitKinds(List<String> names) {
        await("kinds to be made").atMost(PATIENCE).until(() -> isServed(names));
        announce();
    }

    private boolean isServed(List<String> names) {
        List<CustomResourceDefinition> definitions =
                client.apiextensions().v1().customResourceDefinitions().list().getItems();
        return definitions.stream()
                        .map(definition -> definition.getMetadata().getName())
                        .toList()
                        .containsAll(names)
                && definitions.stream().allMatch(definition -> isEstablished(definition) && isListed(definition));
    }

    /**
     * Changes a definition now that all kinds are served. Argo CD reads the kinds whenever a definition changes, and learns none
     * of them where one is not served yet; without a later change it would take the new ones for namespaced, and never be in sync.
     */
    private void announce() {
        var definitions = client.apiextensions().v1().customResourceDefinitions();
        definitions.list().getItems().stream()
                .findFirst()
                .ifPresent(first -> definitions
                        .withName(first.getMetadata().getName())
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"metadata\": {\"annotations\": {\"raygate.io/announced\": \"%d\"}}}"
                                        .formatted(System.nanoTime())));
    }

    /** The list of kinds, by which clients find their paths, follows a moment after the condition. */
    private boolean isListed(CustomResourceDefinition definition) {
        String group = definition.getSpec().getGroup();
        String kind = definition.getSpec().getNames().getKind();
        return definition.getSpec().getVersions().stream()
                .filter(CustomResourceDefinitionVersion::getServed)
                .map(CustomResourceDefinitionVersion::getName)
                .allMatch(version -> Optional.ofNullable(client.getApiResources(group + "/" + version)).stream()
                        .flatMap(list -> list.getResources().stream())
                        .anyMatch(resource ->
                                resource.getKind().equals(kind) && isServed(group, version, resource.getName())));
    }

    /** A new kind answers for a moment that its storage is initialised. */
    private boolean isServed(String group, String version, String plural) {
        try {
            client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                            .withGroup(group)
                            .withVersion(version)
                            .withPlural(plural)
                            .build())
                    .inAnyNamespace()
                    .list();
            return true;
        } catch (KubernetesClientException _) {
            return false;
        }
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return Optional.ofNullable(definition.getStatus())
                .map(CustomResourceDefinitionStatus::getConditions)
                .orElse(List.of())
                .stream()
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
    }

    /** Of a kind that is there. */
    public ObjectMeta definition(String name) {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .require()
                .getMetadata();
    }

    /** What stands at {@code path} of an object that is there. */
    public Object field(Kind kind, String namespace, String name, Object... path) {
        return client.genericKubernetesResources(kind.version(), kind.name())
                .inNamespace(namespace)
                .withName(name)
                .require()
                .get(path);
    }

    /** Makes a namespace; the labels of Pod Security Standards count. */
    public void createNamespace(String name, Map<String, String> labels) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    @Override
    public void close() {
        client.close();
        apiServer.close();
        etcd.close();
    }
}
