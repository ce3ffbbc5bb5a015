// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.decode;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockRead;
import io.raygate.block.BlockReader;
import io.raygate.block.SegmentBlock;
import io.raygate.block.UnreadableBlock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints blocks, with Maven and without.
 *
 * @param pretty whether documents are indented
 * @param bodies whether the documents are printed alone, one a line
 * @param out takes what is in the blocks
 * @param complaints takes a line for each file that holds no block
 */
public record BlockPrinter(boolean pretty, boolean bodies, PrintStream out, Consumer<String> complaints) {

    /**
     * Prints the block in each file, which holds the data of one Kinesis record, as bytes or in base64.
     *
     * @return how many of them could not be read as a block
     * @throws IOException where a file cannot be read
     */
    public int print(List<Path> files) throws IOException {
        int unreadable = 0;
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            for (Path file : files) {
                byte[] data = RecordData.in(file);
                if (!print(file, reader.read(data), data.length)) {
                    unreadable++;
                }
            }
        }
        return unreadable;
    }

    /** False where there was nothing to print. */
    private boolean print(Path file, BlockRead read, int frameBytes) {
        if (read instanceof UnreadableBlock unreadable) {
            complaints.accept(file + " " + unreadable.reason() + ": " + unreadable.message());
            return false;
        }
        Report report = new Report(pretty);
        SegmentBlock block = (SegmentBlock) read;
        List<String> lines = bodies ? report.bodies(block) : report.lines(block, frameBytes);
        lines.forEach(out::println);
        return true;
    }
}
