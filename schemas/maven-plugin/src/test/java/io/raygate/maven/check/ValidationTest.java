// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.maven.check.Finding.Severity;
import io.raygate.schema.ValidationMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

class ValidationTest {

    private static final String START = "1478293361.5";
    private static final String END = "1478293362.5";
    private static final String VALID =
            "{\"name\":\"shop\",\"id\":\"70de5b6f19ff9a0a\",\"trace_id\":\"1-581cf771-a006649127e371903a2de979\","
                    + "\"start_time\":" + START + ",\"end_time\":" + END + "}";
    private static final String HEADER = "{\"format\": \"json\", \"version\": 1}\n";
    private static final String TENANT = """
            apiVersion: raygate/v1
            kind: Tenant
            metadata: {name: payments}
            spec:
              contact: {team: "@payments"}
              quota:
                prod: {shards: 2, segmentsPerSecondPerNode: 1000}
              sampling:
                source: git
                rules:
                  - {RuleName: health, Priority: 10, FixedRate: 0, ReservoirSize: 0, URLPath: "/health*"}
                  - {RuleName: Default, Priority: 10000, FixedRate: 0.05, ReservoirSize: 1}
              redaction:
                - {path: "metadata.**.authorization", action: drop}
              clusters:
                - name: payments-prod-euw1
                  env: prod
                  ring: stable
                  compute: ec2
                  region: eu-west-1
                  account: "444455556666"
                  server: https://abc.gr7.eu-west-1.eks.amazonaws.com
            """;

    @TempDir
    Path folder;

    @Test
    void run_validFilesOfEveryKind_nothingFound() throws IOException {
        write("a.json", VALID);
        write("b.jsonl", VALID + "\n\n" + VALID + "\n");
        write("c.bin", HEADER + VALID);
        write("d.yaml", TENANT);
        write(
                "e.json",
                "{\"SamplingRules\":[{\"RuleName\":\"Default\",\"Priority\":10000,\"FixedRate\":0.1,\"ReservoirSize\":1}]}");
        write("f.yaml", "just: values");

        Summary summary = run(ValidationMode.STRICT);

        assertThat(summary.findings()).isEmpty();
        assertThat(summary).extracting(Summary::files, Summary::documents).containsExactly(6, 6);
    }

    @Test
    void run_brokenTenantFile_namesPlaceAndRemedy() throws IOException {
        String broken = TENANT.replace("shards: 2", "shard: 2")
                .replace("account: \"444455556666\"", "account: 444455556666")
                .replace("ring: stable", "ring: blue");
        Path file = write("payments.yaml", broken);

        List<String> texts = texts(run(ValidationMode.REPAIR));

        assertThat(texts)
                .anySatisfy(text -> assertThat(text)
                        .startsWith(file + ":7:")
                        .contains("additionalProperties at /spec/quota/prod/shard")
                        .endsWith("; remove the key or correct its spelling"));
        assertThat(texts)
                .anySatisfy(
                        text -> assertThat(text).startsWith(file + ":18:").contains("enum at /spec/clusters/0/ring"));
        assertThat(texts)
                .anySatisfy(text ->
                        assertThat(text).startsWith(file + ":21:").contains("type at /spec/clusters/0/account"));
    }

    @Test
    void run_directoryBehindALink_isReadAsNamed() throws IOException {
        Files.createDirectories(folder.resolve("real/tenants"));
        Files.writeString(folder.resolve("real/tenants/payments.yaml"), TENANT.replace("shards: 2", "shard: 2"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        Selection selection = new Selection(List.of(link), List.of(), List.of());

        assertThat(texts(Validation.run(selection, ValidationMode.REPAIR)))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).startsWith(link + "/tenants/payments.yaml:"));
    }

    @Test
    void run_folderOfTenantsThatIsALink_rejected() throws IOException {
        Files.createDirectory(folder.resolve("teams"));
        Files.writeString(folder.resolve("teams/payments.yaml"), TENANT);
        Files.createSymbolicLink(folder.resolve("tenants"), Path.of("teams"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));

        assertThat(texts(run(ValidationMode.REPAIR)))
                .containsExactly(folder.resolve("tenants")
                        + ": LINK: the folder is a symbolic link, and Argo CD finds no file behind one; put the files into"
                        + " the folder itself");
    }

    @Test
    void run_yamlThatIsNotUtf8InAComment_rejectedWithItsLine() throws IOException {
        Path file = folder.resolve("payments.yaml");
        Files.write(file, (TENANT + "# for Espa\u00f1a\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(texts(run(ValidationMode.REPAIR)))
                .singleElement()
                .asString()
                .startsWith(file + ": NOT_TEXT: line 23: it is not UTF-8");
    }

    /** To Argo CD, the rest of the comment is a key. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u2028", "\u2029"})
    void run_lineBreakInACommentThatOnlySomeReadersKnow_rejectedWithItsLine(String separator) throws IOException {
        write("payments.yaml", TENANT.replace("spec:\n", "spec:\n  # for ever" + separator + "  retired: true\n"));

        assertThat(texts(run(ValidationMode.REPAIR)))
                .singleElement()
                .asString()
                .contains(
                        "NOT_TEXT: line ",
                        "it holds U+%04X, after which Argo CD begins a new line even in a comment"
                                .formatted((int) separator.charAt(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n", "---\nkind: Tenant\n"})
    void run_secondDocument_rejectedInWords(String second) throws IOException {
        write("payments.yaml", TENANT + second);

        assertThat(texts(run(ValidationMode.REPAIR)))
                .singleElement()
                .asString()
                .endsWith("NOT_JSON: a second document starts here; write well-formed YAML, one document a file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void run_lineBreakInAName_makesNoLineOfItsOwn() throws IOException {
        write("a\nREJECTED b.yaml", "kind: Tenant");

        assertThat(texts(run(ValidationMode.REPAIR)))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).doesNotContain("\n").contains("a REJECTED b.yaml"));
    }

    /** Helm takes no for false and 0777 for 511, whatever else a reader may think. */
    @Test
    void run_tenantFileThatReadersReadDifferently_rejectedWithItsPlace() throws IOException {
        String valid = Files.readString(Path.of("../../gitops/tenants/payments.yaml"));
        write("tenant.yaml", valid.replace("      team: payments\n", "      team: no\n      mode: 0777\n"));
        write("twice.yaml", valid.replace("spec:\n", "spec:\n  weight: 1\n  weight: 2\n"));

        assertThat(run(ValidationMode.STRICT).findings())
                .extracting(Finding::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text)
                                .contains("tenant.yaml:", "ambiguous at /spec/enrichment/annotations/team: no means"),
                        text -> assertThat(text)
                                .contains("tenant.yaml:", "ambiguous at /spec/enrichment/annotations/mode: 0777 means"),
                        text -> assertThat(text).contains("twice.yaml", "uplicate"));
    }

    /** The examples name no release, and whoever copies them hears of it. */
    @Test
    void run_digestsOfZeros_areNamedAndNotRefused() throws IOException {
        write("envs/dev.yaml", Files.readString(Path.of("../../templates/config-repo/envs/dev.yaml")));

        Summary summary = run(ValidationMode.STRICT);

        assertThat(summary.rejected()).isZero();
        assertThat(summary.findings()).extracting(Finding::severity).containsOnly(Severity.SUSPICIOUS);
        assertThat(texts(summary))
                .hasSize(5)
                .anySatisfy(
                        text -> assertThat(text)
                                .endsWith(
                                        "placeholder at /environment/release/stable/edge: is a placeholder, which no image has;"
                                                + " write a release's digests with raygate promote release.json stable dev.yaml"))
                .anySatisfy(text -> assertThat(text)
                        .contains("/environment/images/awsCli", "write the digest that skopeo inspect prints"));
    }

    /** To Argo CD, a file of another name is a file that was removed. */
    @Test
    void run_filesThatArgoCdDoesNotRead_rejectedByName() throws IOException {
        write("tenants/payments.yml", TENANT);
        write("tenants/eu/payments.yaml", TENANT);
        write("tenants/ledger.yaml", "kind: Tennant\nmetadata: {name: ledger}\n");
        write("tenants/notes.json", VALID);
        write("tenants/good.yaml", TENANT.replace("name: payments}", "name: good}"));

        assertThat(texts(run(ValidationMode.REPAIR)))
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text)
                                .contains("payments.yml", "does not end in .yaml", "rename it to payments.yaml"),
                        text -> assertThat(text).contains("eu/payments.yaml", "move it to tenants or envs itself"),
                        text -> assertThat(text)
                                .contains(
                                        "ledger.yaml", "where every file must be a tenant file", "correct apiVersion"),
                        text -> assertThat(text).contains("notes.json", "where every file must be a tenant file"));
    }

    @Test
    void run_folderWithoutTenants_rejectedByName() throws IOException {
        Files.createDirectories(folder.resolve("gitops/tenants"));

        assertThat(texts(run(ValidationMode.REPAIR)))
                .singleElement()
                .asString()
                .contains(
                        "gitops/tenants",
                        "holds no tenant file, as if all teams were removed",
                        "retire the teams first");
    }

    @Test
    void run_keyThatStandsTwice_rejectedWithItsLine() throws IOException {
        write("tenants/payments.yaml", TENANT.replace("spec:\n", "spec:\n  weight: 1\n  weight: 2\n"));

        assertThat(run(ValidationMode.REPAIR).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(6);
            assertThat(finding.text()).contains("uplicate", "weight");
        });
    }

    @Test
    void run_twoDefaultRules_rejected() throws IOException {
        write("a.yaml", TENANT.replace("RuleName: health, Priority: 10,", "RuleName: Default, Priority: 10000,"));

        assertThat(run(ValidationMode.REPAIR).rejected()).isEqualTo(1);
    }

    @Test
    void run_brokenJson_placeOfTheBreak() throws IOException {
        Path file = write("a.json", "{\n  \"name\": \"a\",\n}");

        assertThat(texts(run(ValidationMode.REPAIR)))
                .singleElement()
                .asString()
                .startsWith(file + ":3:")
                .contains("NOT_JSON");
    }

    @Test
    void run_datagram_linesCountTheHeader() throws IOException {
        Path file = write("a.bin", HEADER + "{\n\"id\":\n200}");

        assertThat(texts(run(ValidationMode.REPAIR)).getFirst()).startsWith(file + ":4:1: INVALID_ID at /id");
    }

    @Test
    void run_noHeader_rejected() throws IOException {
        write("a.bin", VALID);

        assertThat(run(ValidationMode.REPAIR).findings())
                .extracting(Finding::reason)
                .containsExactly("NO_HEADER");
    }

    @Test
    void run_severalViolationsInRepairMode_allToldWithPlaceAndWhatWasFound() throws IOException {
        Path file = write(
                "a.json",
                VALID.replace(START, "true").replace(END, END + ",\n\"user\":5,\n\"subsegments\":[{\"id\":\"zz\"}]"));

        assertThat(texts(run(ValidationMode.REPAIR)))
                .allSatisfy(text -> assertThat(text).startsWith(file + ":"))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .contains(":1:")
                                .contains("INVALID_FIELD at /start_time: start_time must be a number, found true;"),
                        text -> assertThat(text)
                                .contains(":3:")
                                .contains("INVALID_ID at /subsegments/0/id: id must be 16 hex digits, found \"zz\";"),
                        text -> assertThat(text).contains("MISSING_FIELD at /subsegments/0: name is missing;"),
                        text -> assertThat(text).contains("MISSING_FIELD at /subsegments/0: start_time is missing;"),
                        text -> assertThat(text).contains("MISSING_FIELD at /subsegments/0: end_time, or"));
    }

    @Test
    void run_moreViolationsThanWanted_theFirst() throws IOException {
        write("a.json", VALID.replace(END, END + ",\"subsegments\":[" + "{},".repeat(50) + "{}]"));
        Selection selection = new Selection(List.of(folder), List.of(), List.of());

        assertThat(Validation.run(selection, ValidationMode.REPAIR).findings()).hasSize(Bounds.DEFAULT_FINDINGS);
        assertThat(Validation.run(selection, ValidationMode.REPAIR, new Bounds(3, 1_000))
                        .findings())
                .hasSize(3);
    }

    @Test
    void run_repair_oldAndNewValue() throws IOException {
        write("a.json", VALID.replace(END, END + ",\"fault\":\"True\""));

        assertThat(texts(run(ValidationMode.REPAIR)))
                .singleElement()
                .asString()
                .endsWith("UNQUOTED_BOOLEAN at /fault: unquoted boolean: \"True\" becomes true");
    }

    @Test
    void run_timesThatCannotBe_warnsWithBothValues() throws IOException {
        write("a.json", VALID.replace(START, "1764200000.5").replace(END, "1764200000.1"));

        Summary summary = run(ValidationMode.REPAIR);

        assertThat(summary).extracting(Summary::rejected, Summary::repaired).containsExactly(0, 0);
        assertThat(summary.findings()).extracting(Finding::severity).containsOnly(Severity.SUSPICIOUS);
        assertThat(texts(summary))
                .anySatisfy(text -> assertThat(text)
                        .contains("END_BEFORE_START at /end_time")
                        .contains("found 1764200000.1, beside start_time 1764200000.5"))
                .anySatisfy(text -> assertThat(text)
                        .contains("TRACE_ID_AGE at /trace_id")
                        .contains("2016-11-04")
                        .contains("2025-11-26"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.jsonl", "a.yaml", "a.bin"})
    void run_fileOf3GiB_rejectedUnread(String name) throws IOException {
        Path file = folder.resolve(name);
        try (FileChannel sparse = FileChannel.open(file, CREATE_NEW, WRITE, SPARSE)) {
            sparse.write(ByteBuffer.wrap(new byte[] {'{'}), 3L << 30);
        }

        assertThat(texts(run(ValidationMode.REPAIR)))
                .containsExactly(file + ": FILE_TOO_LARGE: the file has 3221225473 bytes, more than the 67108864 that"
                        + " are read; split it, or raise the limit (raygate.maxFileBytes, or --max-file-bytes)");
    }

    @Test
    void run_yamlCommentOf4Megabytes_read() throws IOException {
        write("a.yaml", TENANT + "# " + "x".repeat(4_000_000) + "\n");
        write("b.yaml", "# x\n".repeat(1_000_000) + TENANT);

        Summary summary = run(ValidationMode.REPAIR);

        assertThat(summary.findings()).isEmpty();
        assertThat(summary.documents()).isEqualTo(2);
    }

    /** With the square of its length it would take four minutes. */
    @Test
    @Timeout(120)
    void run_yamlLineOf24Mebibytes_read() throws IOException {
        write("a.yaml", "# " + "x".repeat(24 << 20) + "\n" + TENANT);

        assertThat(run(ValidationMode.REPAIR).findings()).isEmpty();
    }

    @Test
    @Timeout(60)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void run_namedPipeOrDevice_rejectedUnread() throws IOException, InterruptedException {
        Path pipe = folder.resolve("a.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Path file : List.of(pipe, Path.of("/dev/zero"))) {
            Selection selection = new Selection(List.of(file), List.of(), List.of());
            assertThat(texts(Validation.run(selection, ValidationMode.REPAIR)))
                    .containsExactly(file + ": NOT_A_FILE: it is neither a file nor a directory; write its content to"
                            + " a file");
        }
    }

    @Test
    void run_hostileYaml_rejectedOrOfNoKnownKind() throws IOException {
        StringBuilder bomb = new StringBuilder("kind: Tenant\na0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "x]\n");
        }
        write("aliases.yaml", bomb.toString());
        write("deep.yaml", "kind: Tenant\na: " + "[".repeat(100_000));
        write("block.yaml", "kind: Tenant\na: " + "- ".repeat(100_000) + "x\n");
        write("itself.yaml", "kind: Tenant\na: &a [*a]\n");

        assertThat(run(ValidationMode.REPAIR))
                .extracting(Summary::documents, Summary::rejected)
                .containsExactly(4, 4);
    }

    @Test
    void run_repairableInRepairMode_toldButNotRejected() throws IOException {
        write("a.json", VALID.replace("\"end_time\"", "\"parent_id\":\"\",\"end_time\""));

        Summary summary = run(ValidationMode.REPAIR);

        assertThat(summary).extracting(Summary::rejected, Summary::repaired).containsExactly(0, 1);
        assertThat(summary.findings()).extracting(Finding::severity).containsExactly(Severity.REPAIRED);
    }

    @Test
    void run_severalViolationsInStrictMode_allTold() throws IOException {
        write("a.json", VALID.replace(START, "\"" + START + "\"").replace(END, END + ",\"user\":5"));

        assertThat(run(ValidationMode.STRICT).findings())
                .extracting(Finding::pointer)
                .containsExactly("/start_time", "/user");
    }

    @Test
    void run_namedFileOfUnknownKind_rejected() throws IOException {
        Path file = write("a.yaml", "just: values");
        Summary summary = Validation.run(new Selection(List.of(file), List.of(), List.of()), ValidationMode.REPAIR);

        assertThat(summary.findings()).extracting(Finding::reason).containsExactly("UNKNOWN_KIND");
    }

    @Test
    void run_includesAndExcludes_chooseFiles() throws IOException {
        write("a.json", "[");
        write("sub/b.json", "[");
        write("sub/c.jsonl", "[");
        Selection selection = new Selection(List.of(folder), List.of("**/*.json"), List.of("sub/**"));

        assertThat(Validation.run(selection, ValidationMode.REPAIR).files()).isEqualTo(1);
    }

    @Test
    void write_summary_json() throws IOException {
        write("a.json", "[");
        Path report = folder.resolve("out/report.json");

        Validation.write(run(ValidationMode.REPAIR), report);

        assertThat(Files.readString(report)).contains("\"rejected\" : 1").contains("\"reason\" : \"NOT_JSON\"");
    }

    private Summary run(ValidationMode mode) throws IOException {
        return Validation.run(new Selection(List.of(folder), List.of(), List.of()), mode);
    }

    private static List<String> texts(Summary summary) {
        return summary.findings().stream().map(Finding::text).toList();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
