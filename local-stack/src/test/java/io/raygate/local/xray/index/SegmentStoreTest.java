// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.RefusalCode;
import io.raygate.local.xray.document.SegmentDocument;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.TRACE;
import static io.raygate.local.xray.index.Documents.inProgress;
import static io.raygate.local.xray.index.Documents.read;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.traceId;
import static org.assertj.core.api.Assertions.assertThat;

class SegmentStoreTest {

    private static final long ROOMY = 1 << 20;

    private final SegmentStore store = new SegmentStore(ROOMY, 3, InstantSource.system(), traceId -> true);

    @Test
    void put_completedAfterInProgress_replacesIt() {
        store.put(read(inProgress(TRACE, 1, "shop")));
        assertThat(store.put(read(segment(TRACE, 1, "shop")))).isEqualTo(PutOutcome.REPLACED);

        Trace trace = store.find(List.of(TRACE)).getFirst();
        assertThat(trace.documents()).hasSize(1);
        assertThat(trace.documents().getFirst().inProgress()).isFalse();
        assertThat(trace.revision()).isEqualTo(2);
    }

    @Test
    void put_inProgressAfterCompleted_changesNothing() {
        store.put(read(segment(TRACE, 1, "shop")));
        assertThat(store.put(read(inProgress(TRACE, 1, "shop")))).isEqualTo(PutOutcome.OUTDATED);
        assertThat(store.find(List.of(TRACE)).getFirst().documents().getFirst().inProgress())
                .isFalse();
    }

    @Test
    void put_sameBytes_isDuplicate() {
        store.put(read(segment(TRACE, 1, "shop")));
        assertThat(store.put(read(segment(TRACE, 1, "shop")))).isEqualTo(PutOutcome.DUPLICATE);
        assertThat(store.find(List.of(TRACE)).getFirst().revision()).isEqualTo(1);
    }

    @Test
    void put_anotherCompletion_changesNothing() {
        store.put(read(segment(TRACE, 1, "shop")));
        assertThat(store.put(read(segment(TRACE, 1, "other")))).isEqualTo(PutOutcome.OUTDATED);
        assertThat(store.find(List.of(TRACE))
                        .getFirst()
                        .documents()
                        .getFirst()
                        .service()
                        .name())
                .isEqualTo("shop");
    }

    @Test
    void put_twoDocumentsOfACall_isOneRevision() {
        SegmentStore.Receipt call = store.receipt();
        store.put(read(segment(TRACE, 1, "shop")), call);
        store.put(read(segment(TRACE, 2, "shop")), call);
        store.put(read(segment(TRACE, 3, "shop")));
        assertThat(store.find(List.of(TRACE)).getFirst().revision()).isEqualTo(2);
    }

    @Test
    void put_sameIdInAnotherTrace_isAdded() {
        store.put(read(segment(traceId(1), 1, "shop")));
        assertThat(store.put(read(segment(traceId(2), 1, "shop")))).isEqualTo(PutOutcome.ADDED);
    }

    @Test
    void put_moreTracesThanAllowed_evictsTheOldest() {
        IntStream.rangeClosed(1, 5).forEach(i -> store.put(read(segment(traceId(i), 1, "shop"))));
        assertThat(store.all()).extracting(Trace::id).containsExactly(traceId(3), traceId(4), traceId(5));
        assertThat(store.status()).containsEntry("evictedTraces", 2L).containsEntry("evictedDocuments", 2L);
    }

    @Test
    void put_moreBytesThanAllowed_evictsUntilItFits() {
        SegmentDocument document = read(segment(traceId(1), 1, "shop"));
        SegmentStore small =
                new SegmentStore((document.costBytes() + 800) * 2, 100, InstantSource.system(), traceId -> true);
        IntStream.rangeClosed(1, 4).forEach(i -> small.put(read(segment(traceId(i), 1, "shop"))));
        assertThat(small.all()).extracting(Trace::id).containsExactly(traceId(3), traceId(4));
        assertThat(small.status()).containsEntry("bytes", (document.costBytes() + 800) * 2);
    }

    @Test
    void put_documentLargerThanTheStore_isEvictedItself() {
        SegmentStore tiny = new SegmentStore(10, 100, InstantSource.system(), traceId -> true);
        tiny.put(read(segment(TRACE, 1, "shop")));
        assertThat(tiny.status())
                .containsEntry("stored", 0L)
                .containsEntry("bytes", 0L)
                .containsEntry("evictedDocuments", 1L);
    }

    @Test
    void status_afterEveryOutcome_addsUp() {
        for (int i = 1; i <= 5; i++) {
            store.put(read(inProgress(traceId(i), 1, "shop")));
            store.put(read(segment(traceId(i), 1, "shop")));
            store.put(read(segment(traceId(i), 1, "shop")));
            store.put(read(inProgress(traceId(i), 1, "shop")));
            store.refuse(RefusalCode.INVALID_NAME.wireName());
        }
        assertThat(store.status())
                .containsEntry("put", 25L)
                .containsEntry("added", 5L)
                .containsEntry("replaced", 5L)
                .containsEntry("duplicates", 5L)
                .containsEntry("outdated", 5L)
                .containsEntry("unprocessed", Map.of("InvalidName", 5L))
                .containsEntry("stored", 3L)
                .containsEntry("evictedDocuments", 2L)
                .containsEntry("traces", 3);
    }

    @Test
    void put_manyThreads_losesNothing() throws InterruptedException {
        SegmentStore shared = new SegmentStore(64 << 20, 10_000, InstantSource.system(), traceId -> true);
        int threads = 8;
        int each = 500;
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            Thread.startVirtualThread(() -> {
                for (int i = 1; i <= each; i++) {
                    shared.put(read(segment(traceId(i), thread + 1, "shop")));
                    shared.all();
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(shared.all())
                .hasSize(each)
                .allSatisfy(trace -> assertThat(trace.documents()).hasSize(threads));
    }

    @Test
    void since_newTraces_newestFirst() {
        store.put(read(segment(traceId(1), 1, "shop")));
        long seen = store.lastSequence();
        store.put(read(segment(traceId(2), 1, "shop")));
        store.put(read(segment(traceId(3), 1, "shop")));
        assertThat(store.since(seen, 10)).extracting(Trace::id).containsExactly(traceId(3), traceId(2));
        assertThat(store.since(seen, 1)).extracting(Trace::id).containsExactly(traceId(3));
    }

    /** What has come since is indexed in any case, be it read or not. */
    @Test
    void all_afterMoreTracesThanWaitForAReader_isComplete() {
        SegmentStore large = new SegmentStore(64 << 20, 10_000, InstantSource.system(), traceId -> true);
        for (int i = 1; i <= 3_000; i++) {
            large.put(read(inProgress(traceId(i), 1, "shop")));
        }
        for (int i = 1; i <= 3_000; i++) {
            large.put(read(segment(traceId(i), 1, "shop")));
        }
        assertThat(large.all()).hasSize(3_000).noneMatch(Trace::partial);
    }
}
