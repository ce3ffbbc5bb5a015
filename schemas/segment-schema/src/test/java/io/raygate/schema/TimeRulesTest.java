// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Repaired;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/** Times that cannot be. The documents' trace id was made at 1764200000 seconds, 2025-11-26. Written with single quotes. */
class TimeRulesTest {

    private static final long NOW = 1_764_200_060L;
    private static final String TRACE = "1-69278e40-8899aabbccddeeff00112233";
    private static final long NANOS = 1_000_000_000L;

    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);
    private final SegmentValidator strict = SegmentValidator.of(ValidationMode.STRICT);

    @Test
    void validate_subsegmentInMilliseconds_dividedSinceTheSegmentAgrees() {
        String child = ",'subsegments':[{'name':'db','id':'2b3c4d5e6f708192',"
                + "'start_time':1764200000150.25,'end_time':1.76420000016175E12}]";
        Repaired repaired = (Repaired) verdict(segment(TRACE, "1764200000.10", "1764200000.42", child));

        assertThat(repaired.repairs())
                .extracting(AppliedRepair::repair, AppliedRepair::pointer, AppliedRepair::before, AppliedRepair::after)
                .containsExactly(
                        tuple(
                                Repair.DIVIDED_MILLISECONDS,
                                "/subsegments/0/start_time",
                                "1764200000150.25",
                                "1764200000.15025"),
                        tuple(
                                Repair.DIVIDED_MILLISECONDS,
                                "/subsegments/0/end_time",
                                "1.76420000016175E12",
                                "1764200000.16175"));
        assertThat(text(repaired)).contains("'start_time':1764200000.15025,'end_time':1764200000.16175");
        assertThat(validator.suspicions()).isEmpty();
    }

    @Test
    void validate_segmentInMilliseconds_dividedSinceTheTraceIdAgrees() {
        Repaired repaired = (Repaired) verdict(segment(TRACE, "1764200000100", "1764200000420", ""));

        assertThat(text(repaired)).contains("'start_time':1764200000.100,'end_time':1764200000.420");
    }

    @Test
    void validate_w3cIdOfThatTime_rewrittenAndDivided() {
        Repaired repaired = (Repaired)
                verdict(segment(TRACE.replace("1-", "").replace("-", ""), "1764200000100", "1764200000420", ""));

        assertThat(repaired.repairs())
                .extracting(AppliedRepair::repair)
                .containsExactly(Repair.REWROTE_TRACE_ID, Repair.DIVIDED_MILLISECONDS, Repair.DIVIDED_MILLISECONDS);
    }

    @Test
    void validate_onlyEndInMilliseconds_divided() {
        Repaired repaired = (Repaired) verdict(segment(TRACE, "1764200000.1", "1764200000420", ""));

        assertThat(repaired.repairs()).extracting(AppliedRepair::pointer).containsExactly("/end_time");
    }

    @ParameterizedTest(name = "{0}: {2} to {3}")
    @CsvSource({
        "NOT_SECONDS, a random id proves nothing, 1764200000100, 1764200000420, 1-0123abcd-8899aabbccddeeff00112233",
        "NOT_SECONDS, nanoseconds, 1764200000100000000, 1764200000420000000, " + TRACE,
        "NOT_SECONDS, an age of the process, 12.5, 13, " + TRACE,
        "NOT_SECONDS, a day away, 1764300000100, 1764300000420, " + TRACE,
        "END_BEFORE_START, , 1764200000.42, 1764200000.10, " + TRACE,
        "TOO_OLD, , 1761000000, 1761000001, 1-68f3f480-8899aabbccddeeff00112233",
        "IN_FUTURE, , 1764200400, 1764200401, " + TRACE,
        "TRACE_ID_AGE, made in 2016, 1764200000, 1764200001, 1-581cf771-a006649127e371903a2de979",
    })
    void validate_timeThatCannotBe_acceptedAndSuspicious(
            Suspicion suspicion, String why, String start, String end, String traceId) {
        assertThat(verdict(segment(traceId, start, end, ""))).describedAs(why).isInstanceOf(Accepted.class);
        assertThat(validator.suspicions()).extracting(SuspiciousTime::suspicion).containsOnly(suspicion);
        assertThat(strict(segment(traceId, start, end, ""))).isInstanceOf(Accepted.class);
        assertThat(strict.suspicions()).extracting(SuspiciousTime::suspicion).containsOnly(suspicion);
    }

    @ParameterizedTest(name = "{0} {1} to {2}")
    @CsvSource({
        TRACE + ", 1764200000.42, 1764200000.42",
        TRACE + ", 1764200300, 1764200301",
        TRACE + ", 1761610000, 1764200000",
        // random, as W3C ids are: in 1970, 2015, 2105
        "1-00000000-8899aabbccddeeff00112233, 1764200000, 1764200001",
        "1-565ce0ff-8899aabbccddeeff00112233, 1764200000, 1764200001",
        "1-ffffffff-8899aabbccddeeff00112233, 1764200000, 1764200001",
    })
    void validate_timeThatCanBe_notSuspicious(String traceId, String start, String end) {
        assertThat(verdict(segment(traceId, start, end, ""))).isInstanceOf(Accepted.class);
        assertThat(validator.suspicions()).isEmpty();
    }

    @Test
    void validate_suspiciousTime_pointerAndBothValues() {
        String child = ",'subsegments':[{'name':'a','id':'2b3c4d5e6f708192',"
                + "'start_time':1764200000.3,'end_time':1764200000.2}]";
        verdict(segment(TRACE, "1764200000.1", "1764200000.4", child));

        assertThat(validator.suspicions())
                .containsExactly(new SuspiciousTime(
                        Suspicion.END_BEFORE_START,
                        "/subsegments/0/end_time",
                        "1764200000.2",
                        "start_time 1764200000.3"));
    }

    @Test
    void validate_withoutTimeOfReceipt_ageIsNotLookedAt() {
        byte[] document = bytes(segment("1-581cf771-a006649127e371903a2de979", "1478293361", "1478293362", ""));

        assertThat(validator.validate(document, 0, document.length)).isInstanceOf(Accepted.class);
        assertThat(validator.suspicions()).isEmpty();
    }

    @Test
    void validate_millisecondsInStrictMode_acceptedAndSuspicious() {
        assertThat(strict(segment(TRACE, "1764200000100", "1764200000420", ""))).isInstanceOf(Accepted.class);
        assertThat(strict.suspicions())
                .extracting(SuspiciousTime::pointer, SuspiciousTime::found)
                .containsExactly(tuple("/start_time", "1764200000100"), tuple("/end_time", "1764200000420"));
    }

    @Test
    void value_anyNumber_asJavaReadsIt() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double number = (random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(-20, 20));
            for (String text : new String[] {Double.toString(number), String.format("%.6f", number)}) {
                byte[] in = bytes(text);
                double expected = Double.parseDouble(text);
                assertThat(JsonNumber.value(in, 0, in.length))
                        .describedAs(text)
                        .isCloseTo(expected, within(Math.abs(expected) * 1e-15));
            }
        }
    }

    private Verdict verdict(String document) {
        byte[] bytes = bytes(document);
        return validator.validate(bytes, 0, bytes.length, NOW * NANOS);
    }

    private Verdict strict(String document) {
        byte[] bytes = bytes(document);
        return strict.validate(bytes, 0, bytes.length, NOW * NANOS);
    }

    private static String segment(String traceId, String start, String end, String more) {
        return "{'name':'web','id':'1a2b3c4d5e6f7081','trace_id':'" + traceId + "','start_time':" + start
                + ",'end_time':" + end + more + "}";
    }

    private static byte[] bytes(String document) {
        return document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Repaired repaired) {
        return new String(repaired.documents().getFirst(), StandardCharsets.UTF_8).replace('"', '\'');
    }
}
