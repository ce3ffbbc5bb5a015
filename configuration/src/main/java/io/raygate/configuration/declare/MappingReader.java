// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration.declare;

import io.raygate.configuration.AtLeast;
import io.raygate.configuration.AtMost;
import io.raygate.configuration.Below;
import io.raygate.configuration.Excludes;
import io.raygate.configuration.Hidden;
import io.raygate.configuration.InRange;
import io.raygate.configuration.Key;
import io.raygate.configuration.Key.Presence;
import io.raygate.configuration.Kind;
import io.raygate.configuration.Matches;
import io.raygate.configuration.NeededWhen;
import io.raygate.configuration.Needs;
import io.raygate.configuration.RenamedFrom;
import io.raygate.configuration.Rule;
import io.raygate.configuration.Rule.Order.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the keys of a configuration interface, and of the interfaces that its methods return. */
final class MappingReader {

    private static final Map<String, Kind> KINDS = Map.of(
            "java.lang.Integer", Kind.INTEGER,
            "java.lang.Double", Kind.DECIMAL,
            "java.lang.Boolean", Kind.SWITCH,
            "java.lang.String", Kind.TEXT,
            "java.net.URI", Kind.URL,
            "java.nio.file.Path", Kind.PATH,
            "java.time.Duration", Kind.DURATION,
            "io.quarkus.runtime.configuration.MemorySize", Kind.SIZE);

    private final List<Key> keys = new ArrayList<>();
    private final Map<String, String> renamed = new TreeMap<>();

    /** The keys read so far, in the order of their declarations. */
    List<Key> keys() {
        return keys;
    }

    /** Present names by former ones. */
    Map<String, String> renamed() {
        return renamed;
    }

    /** @throws IllegalArgumentException where a type is none that a key can have */
    void read(String prefix, TypeElement mapping) {
        for (ExecutableElement method : ElementFilter.methodsIn(mapping.getEnclosedElements())) {
            if (method.getModifiers().contains(Modifier.ABSTRACT)) {
                read(prefix, method);
            }
        }
    }

    private void read(String prefix, ExecutableElement method) {
        String last = Annotations.text(method, "io.smallrye.config.WithName", "value")
                .orElseGet(() -> kebab(method.getSimpleName().toString()));
        RenamedFrom former = method.getAnnotation(RenamedFrom.class);
        if (former != null) {
            renamed.put(former.value(), prefix + "." + last);
        }
        read(new Declaration(prefix, method, Presence.REQUIRED), prefix + "." + last, method.getReturnType());
    }

    private void read(Declaration declaration, String name, TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            Kind kind = switch (type.getKind()) {
                case INT -> Kind.INTEGER;
                case DOUBLE -> Kind.DECIMAL;
                case BOOLEAN -> Kind.SWITCH;
                default -> throw new IllegalArgumentException(name + ": " + type + " is not a type of configuration");
            };
            keys.add(declaration.key(name, kind, List.of()));
            return;
        }
        DeclaredType declared = (DeclaredType) type;
        switch (declared.asElement().toString()) {
            case "java.util.Optional" -> read(declaration.with(Presence.OPTIONAL), name, argument(declared, 0));
            case "java.util.List", "java.util.Set" -> readList(declaration, name, argument(declared, 0));
            case "java.util.Map" -> read(declaration.with(Presence.OPTIONAL), name + ".*", argument(declared, 1));
            default -> readOne(declaration, name, declared.asElement());
        }
    }

    private void readList(Declaration declaration, String name, TypeMirror item) {
        boolean isGroup = item.getKind() == TypeKind.DECLARED && isGroup(((DeclaredType) item).asElement());
        read(declaration.with(Presence.LIST), isGroup ? name + "[*]" : name, item);
    }

    private void readOne(Declaration declaration, String name, Element type) {
        if (type.getKind() == ElementKind.ENUM) {
            List<String> choices = ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                    .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
                    .map(field -> Key.hyphenated(field.getSimpleName().toString()))
                    .toList();
            keys.add(declaration.key(name, Kind.TEXT, List.of(new Rule.OneOf(choices))));
        } else if (KINDS.containsKey(type.toString())) {
            keys.add(declaration.key(name, KINDS.get(type.toString()), List.of()));
        } else if (isGroup(type)) {
            read(name, (TypeElement) type);
        } else {
            throw new IllegalArgumentException(name + ": " + type + " is not a type of configuration");
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static boolean isGroup(Element type) {
        return type.getKind() == ElementKind.INTERFACE && !KINDS.containsKey(type.toString());
    }

    private static TypeMirror argument(DeclaredType type, int index) {
        return type.getTypeArguments().get(index);
    }

    /** What stands on a method. */
    private record Declaration(String prefix, ExecutableElement method, Presence presence) {

        Declaration with(Presence other) {
            return presence == Presence.LIST ? this : new Declaration(prefix, method, other);
        }

        Key key(String name, Kind kind, List<Rule> ofType) {
            return new Key(
                    name,
                    kind,
                    presence,
                    Annotations.text(method, "io.smallrye.config.WithDefault", "value")
                            .orElse(null),
                    Stream.concat(ofType.stream(), rules().stream()).toList());
        }

        private List<Rule> rules() {
            return Stream.of(
                            Stream.of(method.getAnnotationsByType(InRange.class))
                                    .map(it -> new Rule.Range(it.min(), it.max(), it.because())),
                            Stream.of(method.getAnnotationsByType(Matches.class))
                                    .map(it -> new Rule.Text(it.value(), it.write())),
                            Stream.of(method.getAnnotationsByType(AtLeast.class))
                                    .map(it -> order(Relation.AT_LEAST, it.value(), it.where(), it.is())),
                            Stream.of(method.getAnnotationsByType(AtMost.class))
                                    .map(it -> order(Relation.AT_MOST, it.value(), it.where(), it.is())),
                            Stream.of(method.getAnnotationsByType(Below.class))
                                    .map(it -> order(Relation.BELOW, it.value(), it.where(), it.is())),
                            Stream.of(method.getAnnotationsByType(Needs.class))
                                    .map(it -> new Rule.With(Stream.of(it.value())
                                            .map(this::full)
                                            .toList())),
                            Stream.of(method.getAnnotationsByType(Excludes.class))
                                    .map(it -> new Rule.Without(full(it.value()))),
                            Stream.of(method.getAnnotationsByType(NeededWhen.class))
                                    .map(it -> new Rule.Where(full(it.key()), it.is(), it.write())),
                            Stream.of(method.getAnnotationsByType(Hidden.class)).map(_ -> new Rule.Hidden()))
                    .<Rule>flatMap(rules -> rules)
                    .toList();
        }

        private Rule order(Relation relation, String other, String where, String is) {
            return new Rule.Order(relation, full(other), where.isEmpty() ? where : full(where), is);
        }

        private String full(String other) {
            return other.startsWith("raygate.") ? other : prefix + "." + other;
        }
    }
}
