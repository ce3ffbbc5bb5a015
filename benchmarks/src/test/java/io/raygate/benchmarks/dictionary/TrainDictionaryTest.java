// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.dictionary;

import com.github.luben.zstd.Zstd;
import io.raygate.block.Dictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class TrainDictionaryTest {

    private static final int ID = 0x5247_7FFF;

    @Test
    void train_twice_givesTheSameBytesWithTheId() {
        byte[] first = TrainDictionary.train(ID, 16_384, 10);

        assertThat(Zstd.getDictIdFromDict(first)).isEqualTo(ID);
        assertThat(TrainDictionary.train(ID, 16_384, 10)).isEqualTo(first);
    }

    @Test
    void shippedDictionary_servicesItWasNotTrainedOn_saveAThirdOfASingleDocument() {
        DocumentSet set = DocumentSet.otherServices(300);

        assertThat(bytes(set, Dictionary.newest(), 1)).isLessThan(bytes(set, Dictionary.NONE, 1) * 2 / 3);
        assertThat(bytes(set, Dictionary.newest(), 60)).isLessThan(bytes(set, Dictionary.NONE, 60));
    }

    @Test
    void shippedDictionary_datagramsOfRealSdks_saveHalfOfASingleDocument() throws IOException {
        Path datagrams = Path.of("../../shared/corpus/datagrams");
        assumeTrue(Files.isDirectory(datagrams), datagrams + " is not here");
        DocumentSet set = DocumentSet.datagrams(datagrams, 16_384);

        assertThat(bytes(set, Dictionary.newest(), 1)).isLessThan(bytes(set, Dictionary.NONE, 1) / 2);
    }

    private static double bytes(DocumentSet set, Dictionary dictionary, int documentsOfABlock) {
        return MeasureSizes.bytesOfADocument(set, 3, dictionary, documentsOfABlock);
    }
}
