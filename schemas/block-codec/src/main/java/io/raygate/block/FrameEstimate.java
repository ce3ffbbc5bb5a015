// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * How large a frame becomes, told from the blocks sealed before: the mean of their ratios and a margin for what they
 * differ by. Both are smoothed as RFC 6298 smooths round trips; small blocks, which compress differently, count for
 * little.
 *
 * <p>The margin is three mean deviations. A frame that crosses a 25,600 B unit costs a whole second one, so with blocks
 * that differ by some 2 % it pays to cross with about one block in a hundred: the unused margin costs as much as those.
 *
 * <p>Not thread-safe: one for each {@link BlockWriter}.
 */
public final class FrameEstimate {

    /** Until something was sealed; any real block does better. */
    private static final double FIRST_RATIO = 0.5;

    private static final double FIRST_DEVIATION_SHARE = 0.1;
    private static final double RATIO_GAIN = 1.0 / 8;
    private static final double DEVIATION_GAIN = 1.0 / 4;
    private static final double MARGIN_DEVIATIONS = 3;
    private static final double FULL_WEIGHT_BYTES = 64 * 1024;

    private double ratio = FIRST_RATIO;
    private double deviation;
    private boolean learned;

    /** Learns from a block. */
    public void learn(SealedBlock block) {
        double sample = (double) block.frame().length / block.contentBytes();
        if (!learned) {
            learned = true;
            ratio = sample;
            deviation = sample * FIRST_DEVIATION_SHARE;
            return;
        }
        double weight = Math.min(1, block.contentBytes() / FULL_WEIGHT_BYTES);
        deviation += DEVIATION_GAIN * weight * (Math.abs(sample - ratio) - deviation);
        ratio += RATIO_GAIN * weight * (sample - ratio);
    }

    /**
     * The size that a frame with this much content hardly ever exceeds, in bytes.
     *
     * @param contentBytes before compression
     */
    public int atMost(int contentBytes) {
        return (int) Math.ceil(contentBytes * (ratio + MARGIN_DEVIATIONS * deviation));
    }
}
