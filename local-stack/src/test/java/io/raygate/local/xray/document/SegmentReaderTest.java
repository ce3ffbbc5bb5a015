// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import io.raygate.local.xray.document.Reading.Accepted;
import io.raygate.local.xray.document.Reading.Refused;
import io.raygate.local.xray.index.Documents;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.TRACE;
import static io.raygate.local.xray.index.Documents.inProgress;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static org.assertj.core.api.Assertions.assertThat;

class SegmentReaderTest {

    @Test
    void read_completeSegment_keepsItsBytes() {
        String document = " " + segment(TRACE, 1, "shop") + "\n";
        assertThat(Documents.read(document).bytes()).isEqualTo(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void read_segmentInProgress_isAccepted() {
        assertThat(Documents.read(inProgress(TRACE, 1, "shop")).inProgress()).isTrue();
    }

    @Test
    void read_notJson_refusesWithoutId() {
        for (String document : new String[] {"", "{", "\u0000", "nonsense", "{\"id\":\"0123456789abcdef\""}) {
            Refused refused = refuse(document);
            assertThat(refused.id()).isNull();
        }
        assertThat(refuse("{").code()).isEqualTo(RefusalCode.PARSE_ERROR);
    }

    @Test
    void read_twoDocumentsInOne_isParseError() {
        String document = segment(TRACE, 1, "shop");
        assertThat(refuse(document + "\n" + document).code()).isEqualTo(RefusalCode.PARSE_ERROR);
    }

    @Test
    void read_noId_isMissingId() {
        for (String document : new String[] {"[]", "{}", "{\"id\":null}", "{\"id\":5}", "17", "null", ""}) {
            assertThat(refuse(document))
                    .extracting(Refused::id, Refused::code)
                    .containsExactly(null, RefusalCode.MISSING_ID);
        }
    }

    @Test
    void read_idThatIsNotHex_isInvalidId() {
        assertRefused("{\"id\":\"zz\"}", "zz", RefusalCode.INVALID_ID);
    }

    @Test
    void read_malformedTraceId_isInvalidTraceId() {
        String id = Documents.id(1);
        assertRefused(segment("6553f100000000000000000000000001", 1, "shop"), id, RefusalCode.INVALID_TRACE_ID);
        assertRefused(segment(TRACE + "0", 1, "shop"), id, RefusalCode.INVALID_TRACE_ID);
        assertRefused(segment("", 1, "shop"), id, RefusalCode.MISSING_TRACE_ID);
    }

    @Test
    void read_illegalName_isInvalidName() {
        String id = Documents.id(1);
        assertRefused(segment(TRACE, 1, ""), id, RefusalCode.MISSING_NAME);
        assertRefused(segment(TRACE, 1, "shop?"), id, RefusalCode.INVALID_NAME);
        assertThat(Documents.read(segment(TRACE, 1, "s".repeat(201)))).isNotNull();
        assertThat(Documents.read(segment(TRACE, 1, "Größe 店 a_.:/%&#=+-@"))).isNotNull();
    }

    @Test
    void read_subsegmentWithoutName_isMissingName() {
        String inner = subsegments(subsegment(2, "", ""));
        String document = segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(3, "outer", inner)));
        assertRefused(document, Documents.id(1), RefusalCode.MISSING_NAME);
    }

    @Test
    void read_noTimes_isNamed() {
        String head = "{\"id\":\"" + Documents.id(1) + "\",\"trace_id\":\"" + TRACE + "\",\"name\":\"shop\"";
        assertRefused(head + "}", Documents.id(1), RefusalCode.MISSING_START_TIME);
        assertRefused(head + ",\"start_time\":\"1\",\"end_time\":2}", Documents.id(1), RefusalCode.MISSING_START_TIME);
        assertRefused(head + ",\"start_time\":1,\"in_progress\":false}", Documents.id(1), RefusalCode.MISSING_END_TIME);
    }

    @Test
    void read_malformedParentId_isInvalidParentId() {
        String document = segment(TRACE, 1, "shop", 0, 1, "\"parent_id\":\"zz\",");
        assertRefused(document, Documents.id(1), RefusalCode.INVALID_PARENT_ID);
    }

    @Test
    void read_subsegmentOnItsOwn_needsAParent() {
        assertRefused(
                segment(TRACE, 1, "shop", 0, 1, "\"type\":\"subsegment\","),
                Documents.id(1),
                RefusalCode.MISSING_PARENT_ID);
        assertRefused(segment(TRACE, 1, "shop", 0, 1, "\"type\":\"span\","), Documents.id(1), RefusalCode.UNKNOWN_TYPE);
    }

    @Test
    void read_endBeforeStartOrSubsegmentsThatAreNoList_areTaken() {
        assertThat(Documents.read(segment(TRACE, 1, "shop", 5, 1, ""))).isNotNull();
        assertThat(Documents.read(segment(TRACE, 1, "shop", 0, 1, "\"subsegments\":{},")))
                .isNotNull();
    }

    @Test
    void read_inProgressWithAnEnd_isRefused() {
        assertRefused(
                segment(TRACE, 1, "shop", 0, 1, "\"in_progress\":true,"),
                Documents.id(1),
                RefusalCode.IN_PROGRESS_SEGMENT_HAS_END_TIME);
    }

    @Test
    void read_documentOver64KiB_isInvalidSegment() {
        String bare = segment(TRACE, 1, "shop");
        String full = bare + " ".repeat(65_536 - bare.length());
        assertThat(Documents.read(full)).isNotNull();
        assertRefused(full + " ", Documents.id(1), RefusalCode.INVALID_SEGMENT);
    }

    @Test
    void read_nestedTooDeep_isRefused() {
        String open = "{\"id\":\"0123456789abcdef\",\"name\":\"n\",\"subsegments\":[";
        assertThat(refuse(open.repeat(600) + "]}".repeat(600)).code()).isEqualTo(RefusalCode.PARSE_ERROR);
    }

    private static Refused refuse(String document) {
        return switch (SegmentReader.read(document.getBytes(StandardCharsets.UTF_8))) {
            case Accepted accepted -> throw new AssertionError(accepted);
            case Refused refused -> refused;
        };
    }

    private static void assertRefused(String document, String id, RefusalCode code) {
        assertThat(refuse(document)).extracting(Refused::id, Refused::code).containsExactly(id, code);
    }
}
