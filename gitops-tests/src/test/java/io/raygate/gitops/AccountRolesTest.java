// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.HubPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code gitops/accounts}: the roles that somebody creates before Argo CD can. */
class AccountRolesTest extends OnExampleTree {

    private static final Path ACCOUNTS = GitopsTree.ofProject().root().resolve("gitops/accounts");
    private static final Pattern ACK = Pattern.compile("([a-z]+)\\.services\\.k8s\\.aws/.*");

    /** A service whose actions have another prefix than its controller. */
    private static final Map<String, String> PREFIXES = Map.of("cloudwatchlogs", "logs", "prometheusservice", "aps");

    private final JsonNode table =
            Yaml.read(GitopsTree.ofProject().root().resolve("gitops-tests/src/test/resources/ack-actions.yaml"));
    private final JsonNode policy = Yaml.read(ACCOUNTS.resolve("ack-policy.json"));

    @Test
    void table_everyKindOfTheCharts_isInIt() {
        Set<String> kinds = tree.applications().stream()
                .flatMap(application -> application.render(root).stream())
                .flatMap(AccountRolesTest::kind)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(kinds).isNotEmpty();
        assertThat(table.propertyNames()).containsAll(kinds);
    }

    private static Stream<String> kind(JsonNode manifest) {
        Matcher group = ACK.matcher(manifest.path("apiVersion").asString(""));
        return group.matches()
                ? Stream.of(group.group(1) + "/" + manifest.path("kind").asString(""))
                : Stream.empty();
    }

    @Test
    void ackPolicy_allows_whatTheControllersCallAndNothingElse() {
        Set<String> called = new TreeSet<>();
        table.properties()
                .forEach(entry -> entry.getValue().forEach(action -> called.add(action(entry.getKey(), action))));

        assertThat(actions(statement -> statement.path("Effect").asString("").equals("Allow")))
                .isEqualTo(called);
    }

    private static String action(String kind, JsonNode action) {
        String service = kind.replaceFirst("/.*", "");
        return kind.equals("aws")
                ? action.asString("")
                : PREFIXES.getOrDefault(service, service) + ":" + action.asString("");
    }

    private Set<String> actions(Predicate<JsonNode> wanted) {
        return StreamSupport.stream(policy.path("Statement").spliterator(), false)
                .filter(wanted)
                .flatMap(statement ->
                        StreamSupport.stream(statement.path("Action").spliterator(), false))
                .map(action -> action.asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whatever it may change is Raygate's; a controller that could change its own role could do everything. */
    @Test
    void ackPolicy_changes_onlyWhatIsRaygatesAndNotItsOwnRole() {
        for (JsonNode statement : policy.path("Statement")) {
            boolean reads = StreamSupport.stream(statement.path("Action").spliterator(), false)
                    .allMatch(action -> action.asString("").matches("[a-z]+:(?:Describe|Get|List).*"));
            boolean bound = statement.has("Condition")
                    || !statement.path("Resource").toString().contains("\"*\"");
            assertThat(reads || bound || statement.path("Sid").asString("").startsWith("New"))
                    .as(statement.toString())
                    .isTrue();
        }
        assertThat(actions(statement -> statement.path("Effect").asString("").equals("Deny")))
                .contains("iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy");
    }

    @Test
    void ackRole_cloudFormation_hasThePolicyOfTerraform() throws IOException {
        JsonNode template = Yaml.read(ACCOUNTS.resolve("cloudformation/ack.yaml"));

        String document = template.at("/Resources/Role/Properties/Policies/0/PolicyDocument")
                .toString();

        assertThat(Yaml.MAPPER.readTree(document.replace("${AWS::Partition}", "${partition}")))
                .isEqualTo(policy);
        assertThat(Files.readString(ACCOUNTS.resolve("terraform/ack/main.tf")))
                .contains("templatefile(\"${path.module}/../../ack-policy.json\"");
    }

    @Test
    void ackBase_bothForms_haveEachController() throws IOException {
        JsonNode controllers =
                Yaml.read(GitopsTree.ofProject().root().resolve("gitops/argocd/appset-controllers.yaml"));
        List<String> services = StreamSupport.stream(
                        controllers.at("/spec/generators/0/list/elements").spliterator(), false)
                .map(element -> element.path("service").asString(""))
                .toList();
        String cloudFormation = Files.readString(ACCOUNTS.resolve("cloudformation/ack-base.yaml"));
        String terraform = Files.readString(ACCOUNTS.resolve("terraform/ack-base/main.tf"));

        assertThat(services).isNotEmpty().allSatisfy(service -> {
            assertThat(cloudFormation).contains("ServiceAccount: ack-" + service + "\n");
            assertThat(terraform).contains("\"" + service + "\"");
        });
    }

    /** What the workspace may do in an environment's account: read, and the same in both forms. */
    @Test
    void grafanaRole_bothForms_readAndNothingElse() throws IOException {
        JsonNode actions = Yaml.read(ACCOUNTS.resolve("cloudformation/grafana.yaml"))
                .at("/Resources/Role/Properties/Policies/0/PolicyDocument/Statement/0/Action");
        String terraform = Files.readString(ACCOUNTS.resolve("terraform/grafana/main.tf"));

        List<String> names = StreamSupport.stream(actions.spliterator(), false)
                .map(action -> action.asString(""))
                .toList();
        assertThat(names)
                .isNotEmpty()
                .allMatch(name -> name.matches("[a-z0-9]+:(?:BatchGet|Describe|Get|List|Query).*"));
        assertThat(Pattern.compile("\"([a-z0-9]+:[A-Z][A-Za-z]+)\",")
                        .matcher(terraform)
                        .results())
                .extracting(found -> found.group(1))
                .containsExactlyElementsOf(names);
    }

    @Test
    void everyTemplate_hasItsModule() throws IOException {
        try (Stream<Path> templates = Files.list(ACCOUNTS.resolve("cloudformation"))) {
            assertThat(templates).isNotEmpty().allSatisfy(template -> {
                String name = template.getFileName().toString().replace(".yaml", "");
                assertThat(ACCOUNTS.resolve("terraform").resolve(name).resolve("main.tf"))
                        .exists();
                assertThat(Yaml.read(template).path("Resources").isObject()).isTrue();
            });
        }
    }

    static boolean hasTerraform() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "terraform")));
    }

    /** The provider is not to be had here, so this is its syntax and form alone. */
    @Test
    @EnabledIf("hasTerraform")
    void terraform_modules_areWellFormed() throws IOException, InterruptedException {
        assertThat(HubPrograms.run(ACCOUNTS, "terraform", "fmt", "-check", "-recursive", "terraform"))
                .isBlank();
    }
}
