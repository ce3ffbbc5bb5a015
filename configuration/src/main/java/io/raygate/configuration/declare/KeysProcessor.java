// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration.declare;

import io.raygate.configuration.DeclaresKeys;
import io.raygate.configuration.Defunct;
import io.raygate.configuration.Keys;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Writes the list of keys beside the class that {@link DeclaresKeys} marks; a declaration that cannot hold is an error. */
@SupportedAnnotationTypes("*")
public final class KeysProcessor extends AbstractProcessor {

    private static final String MAPPING = "io.smallrye.config.ConfigMapping";

    private final Set<TypeElement> mappings = new TreeSet<>(Comparator.comparing(KeysProcessor::order));

    /** Made by the compiler. */
    public KeysProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        TypeElement mapping = processingEnv.getElementUtils().getTypeElement(MAPPING);
        if (mapping != null) {
            round.getElementsAnnotatedWith(mapping).forEach(type -> mappings.add((TypeElement) type));
        }
        for (Element marked : round.getElementsAnnotatedWith(DeclaresKeys.class)) {
            try {
                Keys keys = read();
                DeclarationFaults.of(keys).forEach(fault -> error(fault, marked));
                write((TypeElement) marked, keys);
            } catch (IllegalArgumentException | IOException e) {
                error(String.valueOf(e.getMessage()), marked);
            }
        }
        return false;
    }

    private Keys read() {
        MappingReader reader = new MappingReader();
        Map<String, String> defunct = new TreeMap<>();
        Map<String, TypeElement> owners = new TreeMap<>();
        for (TypeElement mapping : mappings) {
            TypeElement owner = owners.putIfAbsent(prefix(mapping), mapping);
            if (owner != null) {
                throw new IllegalArgumentException(prefix(mapping) + ": both " + owner + " and " + mapping
                        + " declare keys with this prefix; give each a prefix of its own");
            }
            reader.read(prefix(mapping), mapping);
            for (Defunct key : mapping.getAnnotationsByType(Defunct.class)) {
                defunct.put(key.key(), key.because());
            }
        }
        return new Keys(reader.keys(), reader.renamed(), defunct);
    }

    private void write(TypeElement marked, Keys keys) throws IOException {
        String place = processingEnv.getElementUtils().getPackageOf(marked).toString();
        String name = marked.getSimpleName() + "Keys";
        Element[] origins = mappings.toArray(Element[]::new);
        try (Writer out = processingEnv
                .getFiler()
                .createSourceFile(place + "." + name, origins)
                .openWriter()) {
            out.write(new KeysSource(place, name).text(keys));
        }
    }

    private void error(String fault, Element at) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, fault, at);
    }

    private static String prefix(TypeElement mapping) {
        return Annotations.text(mapping, MAPPING, "prefix").orElse("");
    }

    private static String order(TypeElement mapping) {
        return prefix(mapping) + ' ' + mapping;
    }
}
