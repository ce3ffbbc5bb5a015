// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration.declare;

import java.util.Optional;
import javax.lang.model.element.Element;

/** Annotations of libraries, which the compiler that runs the processor need not have. */
final class Annotations {

    private Annotations() {}

    /** A text that an annotation of this name holds. */
    static Optional<String> text(Element element, String annotation, String member) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> mirror.getAnnotationType().toString().equals(annotation))
                .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
                .filter(value -> value.getKey().getSimpleName().contentEquals(member))
                .map(value -> value.getValue().getValue().toString())
                .findFirst();
    }
}
