// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.quarantine.MessageQueue.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers each call by what is in it, and notes what it took. */
final class FakeMessageQueue implements MessageQueue {

    private final Function<List<QuarantineMessage>, Answer> answers;
    private final List<String> taken = new ArrayList<>();
    private final List<Integer> calls = new ArrayList<>();

    FakeMessageQueue(Function<List<QuarantineMessage>, Answer> answers) {
        this.answers = answers;
    }

    @Override
    public Answer send(String queue, List<QuarantineMessage> messages, Duration timeout) {
        calls.add(messages.size());
        Answer answer = answers.apply(messages);
        if (answer instanceof Answer.Taken some) {
            for (int i = 0; i < messages.size(); i++) {
                if (!some.failed().containsKey(i)) {
                    taken.add(messages.get(i).json());
                }
            }
        }
        return answer;
    }

    List<String> taken() {
        return taken;
    }

    /** Messages of each call. */
    List<Integer> calls() {
        return calls;
    }
}
