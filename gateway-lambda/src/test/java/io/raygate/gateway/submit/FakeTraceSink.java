// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers each call by what is in it, and notes the documents that it took. */
final class FakeTraceSink implements TraceSink {

    private final Function<List<String>, PutAnswer> answers;
    private final List<String> taken = new ArrayList<>();
    private int calls;

    FakeTraceSink(Function<List<String>, PutAnswer> answers) {
        this.answers = answers;
    }

    @Override
    public synchronized PutAnswer put(Batch batch, Destination destination, Duration timeout) {
        calls++;
        List<String> documents = batch.documents().stream()
                .map(ReceivedDocument::document)
                .map(document -> document.text())
                .toList();
        PutAnswer answer = answers.apply(documents);
        if (answer instanceof PutAnswer.Taken) {
            taken.addAll(documents);
        }
        return answer;
    }

    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    synchronized int calls() {
        return calls;
    }
}
