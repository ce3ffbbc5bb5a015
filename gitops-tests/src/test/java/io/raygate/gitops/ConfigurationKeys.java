// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys that a module's {@code @ConfigMapping} interfaces know, with their defaults. */
final class ConfigurationKeys {

    private static final String MAPPING = "Lio/smallrye/config/ConfigMapping;";
    private static final String DEFAULT = "Lio/smallrye/config/WithDefault;";

    private final CompiledClasses classes;
    private final Map<String, Optional<String>> defaults = new TreeMap<>();

    private ConfigurationKeys(CompiledClasses classes) {
        this.classes = classes;
    }

    /** Defaults by key, such as {@code raygate.block.linger}; empty where there is none. */
    static Map<String, Optional<String>> of(CompiledClasses classes) {
        ConfigurationKeys keys = new ConfigurationKeys(classes);
        for (ClassModel model : classes.all()) {
            annotation(model, MAPPING, "prefix").ifPresent(prefix -> keys.add(prefix, model));
        }
        return keys.defaults;
    }

    private void add(String prefix, ClassModel mapping) {
        for (MethodModel method : mapping.methods()) {
            if (!method.flags().has(AccessFlag.STATIC)) {
                String key = prefix + "." + kebab(method.methodName().stringValue());
                Optional<ClassModel> group = group(method.methodTypeSymbol().returnType());
                group.ifPresentOrElse(
                        nested -> add(key, nested), () -> defaults.put(key, annotation(method, DEFAULT, "value")));
            }
        }
    }

    /** The interface that groups further keys, if that is what a method returns. */
    private Optional<ClassModel> group(ClassDesc type) {
        if (type.isPrimitive() || type.isArray()) {
            return Optional.empty();
        }
        String descriptor = type.descriptorString();
        String name = descriptor.substring(1, descriptor.length() - 1);
        return Optional.of(name)
                .filter(classes::has)
                .map(classes::read)
                .filter(model -> model.flags().has(AccessFlag.INTERFACE));
    }

    private static Optional<String> annotation(AttributedElement element, String type, String member) {
        List<Annotation> annotations = element.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(attribute -> attribute.annotations())
                .orElse(List.of());
        return annotations.stream()
                .filter(annotation -> annotation.className().equalsString(type))
                .flatMap(annotation -> annotation.elements().stream())
                .filter(value -> value.name().equalsString(member))
                .map(value -> ((AnnotationValue.OfString) value.value()).stringValue())
                .findFirst();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
