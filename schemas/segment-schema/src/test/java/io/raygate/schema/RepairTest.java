// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.AppliedRepair;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** One example of each repair and each rejection. Documents are written with single quotes. */
class RepairTest {

    private static final String HEAD = "'name':'shop','id':'70de5b6f19ff9a0a',";
    private static final String TRACE = "'trace_id':'1-581cf771-a006649127e371903a2de979',";
    private static final String TIMES = "'start_time':1.5,'end_time':2.5";

    private final SegmentValidator validator = SegmentValidator.of(ValidationMode.REPAIR);
    private final SegmentValidator strict = SegmentValidator.of(ValidationMode.STRICT);

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UNQUOTED_NUMBER | /http/response/status | 'http':{'response':{'status':'200'}} | 'http':{'response':{'status':200}}",
                "QUOTED_SCALAR | /user | 'user':42 | 'user':'42'",
                "QUOTED_SCALAR | /service/version | 'service':{'version':1.2} | 'service':{'version':'1.2'}",
                "UNQUOTED_BOOLEAN | /aws/xray/auto_instrumentation | 'aws':{'xray':{'auto_instrumentation':'True'}} | 'aws':{'xray':{'auto_instrumentation':true}}",
                "CONVERTED_BOOLEAN | /fault | 'fault':1 | 'fault':true",
                "REPLACED_EMPTY | /http/response | 'http':{'response':[ ]} | 'http':{'response':{}}",
                "REPLACED_EMPTY | /subsegments | 'subsegments':{} | 'subsegments':[]",
                "REPLACED_EMPTY | /cause | 'cause':[] | 'cause':{}",
                "REMOVED_NULL | /user | 'user':null | ``",
                "REMOVED_ID | /parent_id | 'parent_id':'' | ``",
                "REMOVED_ID | /precursor_ids/1 | 'precursor_ids':['00000000000000aa','zz'] | 'precursor_ids':['00000000000000aa']",
                "REMOVED_FIELD | /namespace | 'namespace':7 | ``",
                "REMOVED_FIELD | /type | 'type':'segment' | ``",
                "REMOVED_FIELD | /cause | 'cause':'timeout' | ``",
                "REMOVED_FIELD | /fault | 'fault':'yes' | ``",
                "REMOVED_FIELD | /http | 'http':[1] | ``",
                "REMOVED_FIELD | /subsegments/0 | 'subsegments':['a'] | 'subsegments':[]",
                "REMOVED_FIELD | /cause/exceptions/0/stack/0/line | 'cause':{'exceptions':[{'id':'00000000000000aa','stack':[{'path':'a','line':'12)'}]}]} | 'cause':{'exceptions':[{'id':'00000000000000aa','stack':[{'path':'a'}]}]}",
                "REMOVED_IN_PROGRESS | `` | 'in_progress':true | ``",
                "RENAMED_ANNOTATION | /annotations/bad key! | 'annotations':{'bad key!':1} | 'annotations':{'bad_key_':1}",
                "REMOVED_ANNOTATION | /annotations/a | 'annotations':{'a':[1],'b':2} | 'annotations':{'b':2}",
                "REPLACED_NUMBER | /annotations/a | 'annotations':{'a':NaN} | 'annotations':{'a':'NaN'}",
                "REPLACED_NUMBER | /http/response/content_length | 'http':{'response':{'content_length':-Infinity}} | 'http':{'response':{}}",
                "REMOVED_DUPLICATE | /user | 'user':'a','user':'b' | 'user':'a'",
                "ADDED_EXCEPTION_ID | /cause/exceptions/0 | 'cause':{'exceptions':[{}]} | 'cause':{'exceptions':[{'id':'EXCEPTION'}]}",
            })
    void validate_repairable_repairedOnceAndStrictRejects(Repair repair, String pointer, String before, String after) {
        Repaired repaired = (Repaired) verdict(document(TRACE, before));

        assertThat(repaired.repairs())
                .extracting(AppliedRepair::repair, AppliedRepair::pointer)
                .containsExactly(tuple(repair, pointer));
        assertThat(text(repaired).replaceAll("'id':'[0-9a-f]{16}'}]}", "'id':'EXCEPTION'}]}"))
                .isEqualTo(document(TRACE, after).replaceAll("'id':'[0-9a-f]{16}'}]}", "'id':'EXCEPTION'}]}"));
        assertThat(strictVerdict(document(TRACE, before))).isInstanceOf(Rejected.class);
    }

    @Test
    void validate_w3cTraceId_rewritten() {
        Repaired repaired = (Repaired) verdict(document("'trace_id':'581cf771a006649127e371903a2de979',", ""));

        assertThat(text(repaired)).isEqualTo(document(TRACE, ""));
    }

    @Test
    void validate_illegalName_underscores() {
        Repaired repaired = (Repaired) verdict(document(TRACE, "").replace("shop", "a?b\\u0009c\\\\d"));

        assertThat(text(repaired)).contains("'name':'a_b_c_d'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'in_progress':false",
                "'namespace':'local'",
                "'namespace':'Local-Work 1'",
                "'cause':{'exceptions':[{'id':'00000000000000aa','cause':null,'stack':[{'path':'a','line':null}]}]}",
                "'subsegments':[{'name':'a','id':'00000000000000aa','start_time':1,'end_time':1,'in_progress':false}]",
            })
    void validate_formThatXRayTakes_staysByteForByteAndStrictRejects(String field) {
        assertThat(verdict(document(TRACE, field))).isInstanceOf(Accepted.class);
        assertThat(strictVerdict(document(TRACE, field))).isInstanceOf(Rejected.class);
    }

    @Test
    void validate_longSegmentName_staysSinceXRayCutsIt() {
        String document = document(TRACE, "").replace("shop", "x".repeat(201));

        assertThat(verdict(document)).isInstanceOf(Accepted.class);
        assertThat(strictVerdict(document)).isInstanceOf(Rejected.class);
    }

    @Test
    void validate_repair_tellsOldAndNewValueCut() {
        Repaired repaired = (Repaired)
                verdict(document(TRACE, "'fault':'TRUE','type':'" + "\u00e4".repeat(50) + "','annotations':{'a b':1}"));

        assertThat(repaired.repairs())
                .extracting(AppliedRepair::before, AppliedRepair::after)
                .containsExactly(
                        tuple("\"TRUE\"", "true"),
                        tuple("\"" + "\u00e4".repeat(31) + "\u2026", ""),
                        tuple("\"a b\"", "\"a_b\""));
    }

    @Test
    void validate_wrongExceptionId_derivedOneInItsPlace() {
        Repaired repaired = (Repaired) verdict(document(TRACE, "'cause':{'exceptions':[{'id':7,'message':'m'}]}"));

        assertThat(repaired.repairs())
                .extracting(AppliedRepair::repair)
                .containsExactly(Repair.REMOVED_ID, Repair.ADDED_EXCEPTION_ID);
        assertThat(text(repaired)).containsPattern("\\{'id':'[0-9a-f]{16}','message':'m'}");
    }

    @Test
    void validate_longSubsegmentName_250Accepted() {
        String document = document(TRACE + "'type':'subsegment','parent_id':'70de5b6f19ff9a0b',", "");

        assertThat(verdict(document.replace("shop", "x".repeat(250)))).isInstanceOf(Accepted.class);
    }

    @Test
    void validate_longUrl_shortenedWithEllipsis() {
        Repaired repaired = (Repaired) verdict(document(TRACE, "'http':{'request':{'url':'" + "x".repeat(251) + "'}}"));

        assertThat(text(repaired)).contains("'url':'" + "x".repeat(249) + "\u2026'");
    }

    @Test
    void validate_keysEqualOnceRenamed_firstKept() {
        Repaired repaired = (Repaired) verdict(document(TRACE, "'annotations':{'a b':1,'a_b':2}"));

        assertThat(text(repaired)).contains("'annotations':{'a_b':1}");
        assertThat(repaired.repairs())
                .extracting(AppliedRepair::repair)
                .containsExactly(Repair.RENAMED_ANNOTATION, Repair.REMOVED_DUPLICATE);
    }

    @Test
    void validate_array_split() {
        String one = document(TRACE, "");
        Repaired repaired = (Repaired) verdict("[" + one + " , " + one + "]");

        assertThat(repaired.documents()).hasSize(2);
        assertThat(repaired.repairs()).extracting(AppliedRepair::repair).containsExactly(Repair.SPLIT_ARRAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                " [ ] ",
                "[",
                "]",
                "[1",
                "[]]",
                "[{]}",
                "[\"]",
                "[\"\\",
                "[,]",
                "[{},]",
                "[{}}",
                "[[]",
                "[\"a\"]]"
            })
    void validate_brokenArray_rejected(String document) {
        assertThat(verdict(document)).isInstanceOf(Rejected.class);
    }

    @Test
    void validate_arrayWithBracketsInStrings_splitAtCommasOnly() {
        String one = document(TRACE, "'metadata':{'a':'],[\\'}'}");
        String quoted = one.replace('\'', '"');
        byte[] bytes = ("[" + quoted + "," + quoted + "]").getBytes(StandardCharsets.UTF_8);

        assertThat(validator.validate(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(
                        Repaired.class,
                        repaired -> assertThat(repaired.documents()).hasSize(2));
    }

    @Test
    void validate_arrayWithInvalidItem_pointerNamesTheItem() {
        assertThat(verdict("[" + document(TRACE, "") + ",{}]"))
                .isEqualTo(new Rejected(RejectionReason.MISSING_FIELD, "/1", "trace_id is missing"));
    }

    @Test
    void validate_byteOrderMarkAndBrokenUtf8_replaced() {
        byte[] bytes = ("\u00ef\u00bb\u00bf"
                        + document(TRACE, "'user':'a\u00ffb'").replace('\'', '"'))
                .getBytes(StandardCharsets.ISO_8859_1);
        Repaired repaired = (Repaired) validator.validate(bytes, 0, bytes.length);

        assertThat(text(repaired)).isEqualTo(document(TRACE, "'user':'a\ufffdb'"));
        assertThat(repaired.repairs())
                .extracting(AppliedRepair::repair)
                .containsExactly(Repair.REMOVED_BYTE_ORDER_MARK, Repair.REPLACED_MALFORMED_TEXT);
    }

    @Test
    void validate_tooDeep_rejected() {
        String deep = "[".repeat(300) + "]".repeat(300);

        assertThat(((Rejected) verdict(document(TRACE, "'metadata':{'a':" + deep + "}"))).reason())
                .isEqualTo(RejectionReason.TOO_DEEP);
    }

    @Test
    void validate_manyRepairs_listBounded() {
        String annotations = "'a':null,'b c':1,";
        StringBuilder many = new StringBuilder(annotations);
        for (int i = 0; i < 200; i++) {
            many.append("'k!").append(i).append("':1,");
        }
        Repaired repaired = (Repaired) verdict(document(TRACE, "'annotations':{" + many + "'z':1}"));

        assertThat(repaired.repairs()).hasSize(Repaired.MAX_LISTED);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INVALID_ID | /parent_id | 'parent_id':'zz','type':'subsegment'",
                "INVALID_ID | /subsegments/0/id | 'subsegments':[{'name':'a','id':'zz','start_time':1,'end_time':1}]",
                "INVALID_NAME | /subsegments/0/name | 'subsegments':[{'name':7,'id':'00000000000000aa','start_time':1,'end_time':1}]",
                "INVALID_FIELD | /subsegments/0/end_time | 'subsegments':[{'name':'a','id':'00000000000000aa','start_time':1,'end_time':true}]",
                "MISSING_FIELD | /subsegments/0 | 'subsegments':[{'name':'a','id':'00000000000000aa'}]",
                "MISSING_FIELD | `` | 'type':'subsegment'",
                "MISSING_FIELD | /subsegments/0 | 'subsegments':[{'name':'a','id':'00000000000000aa','start_time':1,'in_progress':false}]",
                "NOT_JSON | /user | 'user':undefined",
            })
    void validate_notRepairable_rejected(RejectionReason reason, String pointer, String field) {
        Rejected rejected = (Rejected) verdict(document(TRACE, field));

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.pointer()).isEqualTo(pointer);
    }

    @Test
    void offsets_accepted_pointAtWhatEnrichmentNeeds() {
        String document = document(
                        TRACE,
                        "'fault':true,'origin':'AWS::EC2::Instance','aws':{'eks':{'pod':'p'}},'annotations':{'a':1},'metadata':{}")
                .replace('\'', '"');
        byte[] bytes = ("xx" + document).getBytes(StandardCharsets.UTF_8);

        assertThat(validator.validate(bytes, 2, bytes.length - 2)).isInstanceOf(Accepted.class);
        DocumentOffsets offsets = validator.offsets();
        String all = "xx" + document;
        assertThat(all.substring(offsets.annotationsOpen())).startsWith("\"a\":1}");
        assertThat(all.substring(offsets.metadataOpen())).startsWith("}");
        assertThat(all.substring(offsets.awsOpen())).startsWith("\"eks\":{\"pod\":\"p\"}}");
        assertThat(all.substring(offsets.eksOpen())).startsWith("\"pod\"");
        assertThat(all.substring(offsets.origin())).startsWith("\"AWS::EC2");
        assertThat(all.substring(offsets.traceId)).startsWith("1-581cf771");
        assertThat(all.substring(offsets.id())).startsWith("70de5b6f");
        assertThat(offsets.rootClose()).isEqualTo(all.length() - 1);
        assertThat(offsets.fault()).isTrue();
        assertThat(offsets.error()).isFalse();
        assertThat(offsets.subsegment()).isFalse();
    }

    private Verdict verdict(String document) {
        byte[] bytes = document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return validator.validate(bytes, 0, bytes.length);
    }

    private Verdict strictVerdict(String document) {
        byte[] bytes = document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return strict.validate(bytes, 0, bytes.length);
    }

    private static String text(Repaired repaired) {
        assertThat(repaired.documents()).hasSize(1);
        return new String(repaired.documents().getFirst(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static String document(String trace, String more) {
        return "{" + HEAD + trace + TIMES + (more.isEmpty() ? "" : "," + more) + "}";
    }
}
