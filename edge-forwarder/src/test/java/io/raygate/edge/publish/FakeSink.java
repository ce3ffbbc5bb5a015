// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.publish.Publisher.RecordSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers each call as the test planned it, and takes everything once the plan is used up. */
final class FakeSink implements RecordSink {

    private final Deque<Function<List<SealedBlock>, PutResult>> plan = new ArrayDeque<>();
    private final List<List<Long>> calls = new ArrayList<>();
    private final Map<Integer, Runnable> actions = new HashMap<>();
    private Function<List<SealedBlock>, PutResult> always = blocks -> new PutResult.Answered(blocks, List.of(), "");

    FakeSink then(Function<List<SealedBlock>, PutResult> answer) {
        plan.add(answer);
        return this;
    }

    /** What each call gets once the plan is used up. */
    FakeSink thenAlways(Function<List<SealedBlock>, PutResult> answer) {
        always = answer;
        return this;
    }

    /** Does something before a call is answered; the first call is 1. */
    FakeSink onCall(int number, Runnable action) {
        actions.put(number, action);
        return this;
    }

    @Override
    public synchronized PutResult put(List<SealedBlock> blocks) {
        calls.add(blocks.stream().map(SealedBlock::sequence).toList());
        Function<List<SealedBlock>, PutResult> answer = plan.poll();
        actions.getOrDefault(calls.size(), () -> {}).run();
        return (answer == null ? always : answer).apply(blocks);
    }

    /** The sequence numbers of each call, in the order of the calls. */
    synchronized List<List<Long>> calls() {
        return List.copyOf(calls);
    }
}
