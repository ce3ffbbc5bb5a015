// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import java.util.List;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static io.raygate.local.xray.index.Documents.TRACE;
import static io.raygate.local.xray.index.Documents.id;
import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.trace;
import static org.assertj.core.api.Assertions.assertThat;

class RootCausesTest {

    private static final String REMOTE = "\"namespace\":\"remote\",";
    private static final String FAULT = "\"fault\":true,";
    private static final String THROWN =
            "\"cause\":{\"exceptions\":[{\"id\":\"x1\",\"type\":\"Timeout\",\"message\":\"m\"}]},";

    @Test
    void responseTimes_childOfThreeQuarters_isThePath() {
        RootCauses causes = causes(
                segment(TRACE, 1, "shop", 0, 4, subsegments(part(2, "render", 0, 3, ""), part(3, "log", 3, 4, ""))));
        assertThat(causes.responseTimes()).singleElement().satisfies(path -> {
            assertThat(path.clientImpacting()).isTrue();
            assertThat(path.toJson())
                    .hasToString(
                            "{\"Services\":[{\"Name\":\"shop\",\"Names\":[\"shop\"],\"AccountId\":null,\"Type\":null,"
                                    + "\"EntityPath\":[{\"Name\":\"shop\",\"Coverage\":1.0,\"Remote\":false},"
                                    + "{\"Name\":\"render\",\"Coverage\":0.75,\"Remote\":false}],\"Inferred\":false}],"
                                    + "\"ClientImpacting\":true}");
        });
    }

    @Test
    void responseTimes_halfOrLess_isNoCause() {
        assertThat(causes(segment(TRACE, 1, "shop", 0, 4, subsegments(part(2, "render", 0, 2, ""))))
                        .responseTimes())
                .isEmpty();
        assertThat(causes(segment(TRACE, 1, "shop", 0, 4, subsegments(part(2, "render", 0, 1, ""))))
                        .responseTimes())
                .isEmpty();
    }

    @Test
    void responseTimes_slowCallee_beginsAPart() {
        RootCauses causes = causes(
                segment(TRACE, 1, "shop", 0, 4, subsegments(part(2, "stock:8080", 0, 4, REMOTE))),
                segment(TRACE, 3, "stock", 0, 3.5, parent(2)));
        assertThat(names(causes.responseTimes().getFirst())).containsExactly("shop: shop stock:8080", "stock: stock");
    }

    @Test
    void responseTimes_slowCallOfWhatReportsNothing_repeatsItAsInferred() {
        RootCauses causes = causes(segment(TRACE, 1, "shop", 0, 4, subsegments(part(2, "example.com", 0, 4, REMOTE))));
        List<RootCauses.Part> parts = causes.responseTimes().getFirst().parts();
        assertThat(names(causes.responseTimes().getFirst()))
                .containsExactly("shop: shop example.com", "example.com: example.com");
        assertThat(parts).extracting(RootCauses.Part::inferred).containsExactly(false, true);
        assertThat(parts.getFirst().steps().getLast().remote()).isTrue();
        assertThat(parts.getLast().steps().getFirst().remote()).isFalse();
        assertThat(parts.getLast().service().type()).isEqualTo("remote");
    }

    @Test
    void faults_exceptionDeepInside_endsThePath() {
        RootCauses causes = causes(segment(
                TRACE,
                1,
                "shop",
                0,
                4,
                FAULT
                        + subsegments(
                                part(2, "outer", 0, 1, FAULT + subsegments(part(3, "inner", 0, 1, FAULT + THROWN))))));
        RootCauses.Path path = causes.faults().getFirst();
        assertThat(names(path)).containsExactly("shop: shop outer inner");
        assertThat(path.clientImpacting()).isTrue();
        assertThat(path.parts().getFirst().steps().getLast().exceptions())
                .extracting(thrown -> thrown.name() + " " + thrown.message())
                .containsExactly("Timeout m");
    }

    @Test
    void faults_inferredFailure_goesBeforeALocalException() {
        RootCauses causes = causes(segment(
                TRACE,
                1,
                "shop",
                0,
                4,
                FAULT
                        + subsegments(
                                part(2, "local", 0, 1, FAULT + THROWN), part(3, "example.com", 0, 1, REMOTE + FAULT))));
        assertThat(names(causes.faults().getFirst()))
                .containsExactly("shop: shop example.com", "example.com: example.com");
    }

    @Test
    void faults_noExceptionAndNothingInferred_tellNoCause() {
        assertThat(causes(segment(TRACE, 1, "shop", 0, 4, FAULT)).faults()).isEmpty();
    }

    @Test
    void faults_failureBelowAnOkRoot_doesNotImpactTheClient() {
        RootCauses causes = causes(
                segment(TRACE, 1, "shop", 0, 4, subsegments(part(2, "stock", 0, 4, REMOTE))),
                segment(TRACE, 3, "stock", 0, 3.5, parent(2) + FAULT + THROWN));
        assertThat(causes.faults())
                .singleElement()
                .satisfies(path -> assertThat(path.clientImpacting()).isFalse());
        assertThat(causes.errors()).isEmpty();
    }

    @Test
    void faults_causeThatPointsAtAnException_leadsTheWalk() {
        RootCauses causes = causes(segment(
                TRACE,
                1,
                "shop",
                0,
                4,
                FAULT + "\"cause\":\"x1\","
                        + subsegments(part(2, "failing", 0, 1, FAULT), part(3, "told", 0, 1, FAULT + THROWN))));
        assertThat(names(causes.faults().getFirst())).containsExactly("shop: shop told");
    }

    @Test
    void errors_throttledTable_isNamed() {
        String table = "\"namespace\":\"aws\",\"throttle\":true,\"error\":true,"
                + "\"aws\":{\"operation\":\"PutItem\",\"table_name\":\"orders\"},";
        RootCauses causes = causes(
                segment(TRACE, 1, "shop", 0, 4, "\"error\":true," + subsegments(part(2, "DynamoDB", 0, 1, table))));
        assertThat(names(causes.errors().getFirst())).containsExactly("shop: shop DynamoDB", "orders: DynamoDB");
        assertThat(causes.faults()).isEmpty();
    }

    @Test
    void of_parentsInACircle_ends() {
        RootCauses causes = causes(
                segment(TRACE, 1, "a", 0, 1, parent(2) + FAULT + THROWN),
                segment(TRACE, 2, "b", 0, 1, parent(1) + FAULT));
        assertThat(causes.faults()).hasSize(1);
    }

    private static RootCauses causes(String... documents) {
        return trace(documents).causes();
    }

    private static String part(int id, String name, double start, double end, String more) {
        return "{%s\"id\":\"%s\",\"name\":\"%s\",\"start_time\":%s,\"end_time\":%s}"
                .formatted(more, id(id), name, EPOCH + start, EPOCH + end);
    }

    private static List<String> names(RootCauses.Path path) {
        return path.parts().stream()
                .map(part -> part.service().name() + ": "
                        + String.join(
                                " ",
                                part.steps().stream().map(RootCauses.Step::name).toList()))
                .toList();
    }
}
