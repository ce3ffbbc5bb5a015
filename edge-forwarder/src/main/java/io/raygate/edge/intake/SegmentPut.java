// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.intake.BodyParser.ParsedBody;
import io.raygate.edge.intake.DocumentEncoder.EncodedDocument;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.port.Answer;
import io.raygate.edge.receive.DocumentHandler;
import io.vertx.core.json.JsonArray;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a request does: all of its documents are handed over, or, where the body is not of the form, none.
 *
 * <p>A document is in the books from the moment at which it is handed over or refused, and the answer says 200 only when
 * each of them is. Those handed over are then in a block, or were shed by the limits, of which a sender is not told, as
 * with datagrams. If the process dies after the answer, what the open block and the spool's memory hold is lost like that
 * of datagrams; if it dies before, the client has got no answer and sends again, so that some documents may come twice.
 *
 * <p>Not thread-safe: used by the intake's thread.
 */
final class SegmentPut {

    /** Who relays documents says nothing of who made them, so no address is passed on. Not in a native image's heap. */
    private final InetAddress noAddress = InetAddress.ofLiteral("0.0.0.0");

    private final BodyParser parser;
    private final DocumentEncoder encoder;
    private final DocumentHandler handler;
    private final Ledger ledger;

    SegmentPut(BodyParser parser, DocumentEncoder encoder, DocumentHandler handler, Ledger ledger) {
        this.parser = parser;
        this.encoder = encoder;
        this.handler = handler;
        this.ledger = ledger;
    }

    /** Takes the documents of a body and says which ones it did not take. */
    Answer take(byte[] body, long receivedUnixNanos) {
        return switch (parser.parse(body)) {
            case ParsedBody.Malformed malformed -> IntakeAnswers.invalid(malformed.message());
            case ParsedBody.Documents documents -> IntakeAnswers.taken(handOver(documents.texts(), receivedUnixNanos));
        };
    }

    private JsonArray handOver(List<Optional<String>> texts, long receivedUnixNanos) {
        JsonArray unprocessed = new JsonArray();
        int position = 0;
        for (Optional<String> text : texts) {
            position++;
            switch (text.map(encoder::encode).orElseGet(encoder::tooLarge)) {
                case EncodedDocument.Bytes document ->
                    handler.onDocument(document.bytes(), noAddress, receivedUnixNanos);
                case EncodedDocument.Refused refused -> {
                    ledger.reject(refused.reason());
                    unprocessed.add(IntakeAnswers.unprocessed(position, refused));
                }
            }
        }
        return unprocessed;
    }
}
