// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Class files of another module, read and never run.
 *
 * @param root what the compiler wrote
 */
record CompiledClasses(Path root) {

    /** Of a module of this build, which comes before this one. */
    static CompiledClasses ofModule(String module) {
        Path root = GitopsTree.ofProject().root().resolve(module).resolve("target/classes");
        if (!Files.isDirectory(root)) {
            throw new IllegalStateException(root + " is missing; build with -am, or compile " + module + " first");
        }
        return new CompiledClasses(root);
    }

    List<ClassModel> all() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .map(CompiledClasses::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the class is of this module. */
    boolean has(String internalName) {
        return Files.exists(file(internalName));
    }

    ClassModel read(String internalName) {
        return parse(file(internalName));
    }

    private Path file(String internalName) {
        return root.resolve(internalName + ".class");
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
