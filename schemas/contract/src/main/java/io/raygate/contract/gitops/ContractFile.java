// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A tenant file or an environment file that its schema has accepted.
 *
 * @param path where it was read
 * @param root its content
 */
public record ContractFile(Path path, Node root) {

    /** Characters that Go's YAML writer puts out as they are and its reader refuses: Argo CD renders nothing of the file. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\u007f-\\u0084\\u0086-\\u009f\\ufffe\\uffff]");

    /** What YAML 1.1, which Argo CD reads, has for line breaks beside CR and LF: no template indents what follows one. */
    private static final Pattern LINE_SEPARATOR = Pattern.compile("[\\u0085\\u2028\\u2029]");

    /**
     * The values that readers of YAML read differently, or not at all, whatever the schema says of them: the charts would
     * see another value than whoever validated the file.
     */
    public List<FileViolation> ambiguities() {
        List<FileViolation> found = new ArrayList<>();
        collect(root, found);
        return found;
    }

    private void collect(Node node, List<FileViolation> found) {
        switch (node.kind()) {
            case OBJECT ->
                node.members().forEach((name, member) -> {
                    unwritable(node, name, found);
                    collect(member, found);
                });
            case LIST -> node.items().forEach(item -> collect(item, found));
            case AMBIGUOUS ->
                found.add(new FileViolation(
                        path,
                        node.path(),
                        "ambiguous",
                        node.written() + " means different things to different readers of YAML; put it in quotes"));
            case STRING -> unwritable(node, node.written(), found);
            case NUMBER, BOOLEAN, NULL -> {
                // all readers agree
            }
        }
    }

    /** @param text a value, or the name of one of its members */
    private void unwritable(Node node, String text, List<FileViolation> found) {
        if (UNWRITABLE.matcher(text).find()) {
            found.add(new FileViolation(
                    path,
                    node.path(),
                    "control-character",
                    "holds a control character that Argo CD cannot write; remove it"));
        }
        if (LINE_SEPARATOR.matcher(text).find()) {
            found.add(new FileViolation(
                    path,
                    node.path(),
                    "line-separator",
                    "holds U+0085, U+2028 or U+2029, which Argo CD reads as a line break; remove it"));
        }
    }

    /** The file's name without its ending: what it must be called within. */
    String baseName() {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The value below these names; empty where there is none. */
    Optional<Node> find(String... names) {
        Optional<Node> found = Optional.of(root);
        for (String name : names) {
            found = found.filter(node -> node.kind() == Node.Kind.OBJECT).flatMap(node -> node.member(name));
        }
        return found;
    }

    /** The scalar below these names; empty where there is none. */
    String text(String... names) {
        return find(names).map(Node::written).orElse("");
    }

    /** The items of the list below these names; none where there is no list. */
    List<Node> items(String... names) {
        return find(names).map(Node::items).orElse(List.of());
    }

    /** The names of the members below these names; none where there is no object. */
    Set<String> names(String... names) {
        return find(names).map(object -> object.members().keySet()).orElse(Set.of());
    }

    /** Whether the object below these names has {@code retired: true}. */
    boolean isRetired(String... names) {
        return find(names).filter(ContractFile::isRetired).isPresent();
    }

    /** Whether the object has {@code retired: true}. */
    static boolean isRetired(Node object) {
        return object.kind() == Node.Kind.OBJECT
                && object.member("retired")
                        .filter(retired -> retired.kind() == Node.Kind.BOOLEAN && retired.bool())
                        .isPresent();
    }

    /** The scalar that is a member of {@code object}; empty where there is none. */
    static String text(Node object, String name) {
        return object.member(name).map(Node::written).orElse("");
    }
}
