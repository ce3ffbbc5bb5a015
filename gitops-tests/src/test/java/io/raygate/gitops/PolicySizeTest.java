// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Policies around the limits of SSM: the chart and the rules must agree to the character. */
class PolicySizeTest {

    private static final String TEAM = "      team: payments\n";
    private static final int MAX_ANNOTATION_CHARS = 1000;

    /** {@code ,"a10":"&"}, where Helm writes the ampersand as six characters. */
    private static final int FRAME_CHARS = 9 + 6;

    @TempDir
    Path root;

    private GitopsTree tree;

    @BeforeEach
    void copy() throws IOException {
        tree = GitopsTree.example(root);
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 4097, 8192})
    void render_policyThatFits_isOfTheTierThatHoldsIt(int chars) throws IOException {
        makePolicyOf(chars);

        JsonNode parameter = parameter();
        assertThat(parameter.at("/spec/value").asString("")).hasSize(chars);
        assertThat(parameter.at("/spec/tier").asString("")).isEqualTo("Advanced");
        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .isEmpty();
    }

    @Test
    void render_policyThatNoTierHolds_failsAndIsFoundBefore() throws IOException {
        makePolicyOf(8193);

        assertThatThrownBy(this::parameter)
                .hasMessageContaining("spec of tenant payments makes a gateway policy of 8193 characters")
                .hasMessageContaining("an SSM parameter holds 8192: shorten spec.redaction or spec.enrichment");
        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("gitops/tenants/payments.yaml: /spec/enrichment: ")
                        .contains("of environment prod 8193 characters long"));
    }

    private JsonNode parameter() {
        return tree.application("tenant-payments-prod")
                .render(root, "Parameter")
                .getFirst();
    }

    /** Adds annotations until the parameter of {@code prod} has this many characters. */
    private void makePolicyOf(int chars) throws IOException {
        int missing = chars - parameter().at("/spec/value").asString("").length();
        StringBuilder annotations = new StringBuilder(TEAM);
        for (int i = 10; missing > 0; i++) {
            int most = Math.min(MAX_ANNOTATION_CHARS - 1, missing - FRAME_CHARS);
            // what is left over must be enough for one more
            int filling = missing - FRAME_CHARS - most == 0 ? most : Math.min(most, missing - 2 * FRAME_CHARS);
            annotations.append("      a%d: \"&%s\"\n".formatted(i, "x".repeat(filling)));
            missing -= FRAME_CHARS + filling;
        }
        Trees.replaceFirst(root.resolve("gitops/tenants/payments.yaml"), TEAM, annotations.toString());
    }
}
