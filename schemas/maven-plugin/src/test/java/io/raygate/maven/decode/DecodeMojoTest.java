// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.decode;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DecodeMojoTest {

    private static final String CHECKOUT = "{\"name\":\"checkout\",\"x\":[1.50,{}],\"text\":\"a,b: {\\\"☃\\\"}\"}";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> errors = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void execute_rawRecord_printsOriginWorkloadsAndDocuments() throws Exception {
        decode(false, false, Files.write(folder.resolve("record.bin"), block()));

        assertThat(lines())
                .element(0)
                .asString()
                .startsWith("block: format version=1, sequence=0, producer=00000000000000ff, documents=3, workloads=1");
        assertThat(lines().subList(1, lines().size()))
                .containsExactly(
                        "origin: cluster=shop-prod, region=eu-west-1, node=node-7",
                        "workload 1: address=10.0.3.21, namespace=shop, pod=checkout-7d9f, labels=a=1 team=pay\\u000aments",
                        "document 1: kind=XRAY_JSON, received=2027-01-15T08:00:00.000000001Z, workload=1"
                                + " (shop/checkout-7d9f), bytes="
                                + CHECKOUT.getBytes(StandardCharsets.UTF_8).length,
                        "  " + CHECKOUT,
                        "document 2: kind=XRAY_JSON, received=1970-01-01T00:00:00.000000002Z, workload=unknown, bytes=12",
                        "  not JSON\\u001b[1m",
                        "document 3: kind=OTLP_TRACES, received=1970-01-01T00:00:00.000000003Z, workload=unknown, bytes=2",
                        "  \"CgA=\"");
    }

    @Test
    void execute_base64Record_isTheSame() throws Exception {
        decode(false, false, Files.write(folder.resolve("record.bin"), block()));
        String fromBytes = text();
        printed.reset();
        String base64 = Base64.getMimeEncoder().encodeToString(block());

        decode(false, false, Files.writeString(folder.resolve("record.b64"), "\"" + base64 + "\"\n"));

        assertThat(text()).isEqualTo(fromBytes);
    }

    @Test
    void execute_pretty_indentsAndChangesNoValue() throws Exception {
        decode(true, false, Files.write(folder.resolve("record.bin"), block()));

        assertThat(lines().subList(4, 12))
                .containsExactly(
                        "  {",
                        "    \"name\": \"checkout\",",
                        "    \"x\": [",
                        "      1.50,",
                        "      {}",
                        "    ],",
                        "    \"text\": \"a,b: {\\\"☃\\\"}\"",
                        "  }");
    }

    @Test
    void execute_bodies_printsADocumentALine() throws Exception {
        decode(false, true, Files.write(folder.resolve("record.bin"), block()));

        assertThat(lines()).containsExactly(CHECKOUT, "not JSON\\u001b[1m", "\"CgA=\"");
    }

    @Test
    void execute_unreadableBlockBesideASoundOne_namesTheReasonPrintsTheOtherAndFails() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.bin"), "{\"this\":\"is no block\"}");
        Path sound = Files.write(folder.resolve("record.bin"), block());

        assertThatThrownBy(() -> decode(false, true, broken, sound))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("Unreadable blocks: count=1");
        assertThat(errors).singleElement().asString().startsWith(broken + " NOT_A_BLOCK: ");
        assertThat(lines()).hasSize(3);
    }

    @Test
    void execute_frameOfAnUnknownDictionary_namesIt() throws Exception {
        byte[] block = block();
        block[5] ^= 0x40; // within the dictionary id

        assertThatThrownBy(() -> decode(false, false, Files.write(folder.resolve("record.bin"), block)))
                .isInstanceOf(MojoFailureException.class);
        assertThat(errors).singleElement().asString().contains("UNKNOWN_DICTIONARY: unknown dictionary: id=");
    }

    @Test
    void execute_missingFile_saysWhich() {
        assertThatThrownBy(() -> decode(false, false, folder.resolve("none.bin")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("none.bin");
    }

    private void decode(boolean pretty, boolean bodies, Path... files)
            throws MojoFailureException, MojoFailureException {
        List<File> named = Stream.of(files).map(Path::toFile).toList();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        DecodeMojo mojo = new DecodeMojo(named, pretty, bodies, out);
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void error(CharSequence content) {
                errors.add(content.toString());
            }
        });
        mojo.execute();
    }

    private static byte[] block() {
        Origin origin = new Origin("shop-prod", "eu-west-1", "", "node-7", "", "", "", 0xFF);
        Workload checkout = new Workload(
                "10.0.3.21", "shop", "checkout-7d9f", "", "", "", "", "", Map.of("team", "pay\nments", "a", "1"));
        try (BlockWriter writer = new BlockWriter(origin, 4_096, 3)) {
            int sender = writer.addWorkload(checkout);
            writer.append(sender, DocumentKind.XRAY_JSON, 1_800_000_000_000_000_001L, utf8(CHECKOUT));
            writer.append(0, DocumentKind.XRAY_JSON, 2, utf8("not JSON\u001b[1m"));
            writer.append(0, DocumentKind.OTLP_TRACES, 3, ByteBuffer.wrap(new byte[] {10, 0}));
            return writer.seal().frame();
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return text().lines().toList();
    }
}
