// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.snapshot;

import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.index.Documents;
import io.raygate.local.xray.index.SegmentStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SnapshotTest {

    private final SegmentStore store = store();

    @Test
    void read_whatWasWritten_isTheSameByteForByte() throws IOException {
        String document =
                Documents.segment(Documents.traceId(1), 1, "shop", 0, 1, "\"metadata\":{\"ü\":{\"n\": 1.50E2}},");
        store.put(Documents.read(document), store.receipt(17.5));
        store.put(Documents.read(Documents.segment(Documents.traceId(1), 2, "stock")), store.receipt(18.25));

        SegmentStore other = store();
        assertThat(Snapshot.read(new ByteArrayInputStream(written()), other)).isEqualTo(new Snapshot.Restored(2, 0));

        assertThat(other.all()).singleElement().satisfies(trace -> {
            assertThat(trace.updatedAt()).isEqualTo(18.25);
            assertThat(trace.documents())
                    .extracting(SegmentDocument::bytes)
                    .first()
                    .isEqualTo(document.getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void read_cutFile_failsAndKeepsWhatCameBefore() throws IOException {
        for (int i = 1; i <= 2_000; i++) {
            store.put(Documents.read(Documents.segment(Documents.traceId(i), 1, "shop")));
        }
        byte[] whole = written();
        SegmentStore other = store();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> Snapshot.read(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length - 100)), other));

        assertThat(other.all()).isNotEmpty();
    }

    @Test
    void read_anotherFile_saysWhatItLacks() throws IOException {
        assertRefused("plain".getBytes(StandardCharsets.UTF_8), "gzip");
        assertRefused(zipped("{\"format\":\"other\"}\n"), "first line");
        assertRefused(zipped("x".repeat(5 << 20)), "characters");
    }

    @Test
    void read_documentThatIsNone_isCounted() throws IOException {
        byte[] file = zipped("{\"format\":\"raygate-traces\",\"version\":1}\n{\"received\":1,\"document\":\"[]\"}\n");
        assertThat(Snapshot.read(new ByteArrayInputStream(file), store)).isEqualTo(new Snapshot.Restored(1, 1));
        assertThat(store.status()).containsEntry("put", 1L).containsEntry("stored", 0L);
    }

    private byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Snapshot.write(store.all(), out);
        return out.toByteArray();
    }

    private void assertRefused(byte[] file, String reason) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Snapshot.read(new ByteArrayInputStream(file), store))
                .withMessageContaining(reason);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static SegmentStore store() {
        return new SegmentStore(64 << 20, 10_000, InstantSource.system(), traceId -> true);
    }
}
