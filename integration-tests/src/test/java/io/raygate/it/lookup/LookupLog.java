// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.lookup;

import io.raygate.it.lookup.Lookup.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The file of lookups, one a line, each written once and at once: a process may end at any moment. */
public final class LookupLog {

    private static final String FAILURE = "FAILURE";
    private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

    private static @Nullable Path file;

    private LookupLog() {}

    static void open(Path log) {
        file = log;
    }

    /**
     * Called by instrumented code before each lookup.
     *
     * @param byAnyone the caller is not ours: only resources of ours count
     * @param receiver null for a static method
     */
    public static void note(
            String method, Class<?> caller, boolean byAnyone, @Nullable Object receiver, @Nullable Object[] arguments) {
        switch (receiver) {
            case Class<?> type when isResource(method) -> noteResource(type, (String) arguments[0], caller, byAnyone);
            case ClassLoader loader
            when isResource(method) -> noteResource(loader, (String) arguments[0], caller, byAnyone);
            case ClassLoader loader -> noteClass(loader, (String) arguments[0], caller);
            case Class<?> type -> write(Kind.REFLECTION, type.getName(), caller.getName());
            case Member member ->
                write(Kind.REFLECTION, member.getDeclaringClass().getName(), caller.getName());
            case null, default -> noteStatic(arguments, caller);
        }
    }

    private static boolean isResource(String method) {
        return method.contains("esource");
    }

    private static void noteStatic(@Nullable Object[] arguments, Class<?> caller) {
        for (Object argument : arguments) {
            switch (argument) {
                case Object[] interfaces -> write(Kind.PROXY, names(interfaces), caller.getName());
                case Class<?> type -> write(Kind.REFLECTION, type.getName(), caller.getName());
                case String name -> noteClass(caller.getClassLoader(), name, caller);
                case null, default -> {}
            }
        }
    }

    private static String names(Object[] interfaces) {
        return Arrays.stream(interfaces).map(one -> ((Class<?>) one).getName()).collect(Collectors.joining(","));
    }

    private static void noteResource(Class<?> type, String name, Class<?> caller, boolean byAnyone) {
        String path =
                name.startsWith("/") ? name.substring(1) : type.getPackageName().replace('.', '/') + "/" + name;
        noteResource(type.getClassLoader(), path, caller, byAnyone);
    }

    /** One that is absent on the JVM too needs no declaration. */
    private static void noteClass(ClassLoader loader, String name, Class<?> caller) {
        try {
            Class.forName(name, false, loader);
            write(Kind.REFLECTION, name, caller.getName());
        } catch (ClassNotFoundException | LinkageError _) {
            // the program meets the same
        }
    }

    /** One that is absent on the JVM too needs no declaration, and neither does a class file. */
    private static void noteResource(ClassLoader loader, String path, Class<?> caller, boolean byAnyone) {
        boolean counts = !byAnyone || path.startsWith("io/raygate/");
        if (counts && !path.endsWith(".class") && loader.getResource(path) != null) {
            write(Kind.RESOURCE, path, caller.getName());
        }
    }

    static void write(Kind kind, String name, String caller) {
        write(kind.name(), name, caller);
    }

    static void fail(String type, Throwable failure) {
        write(FAILURE, type, failure.toString());
    }

    private static synchronized void write(String kind, String name, String caller) {
        if (file == null || !WRITTEN.add(kind + name)) {
            return;
        }
        try {
            Files.writeString(
                    file,
                    String.join("\t", kind, name, caller) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a program has looked up until now.
     *
     * @throws IllegalStateException where the agent could not instrument a class
     */
    public static Set<Lookup> read(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        lines.stream().filter(line -> line.startsWith(FAILURE)).findFirst().ifPresent(line -> {
            throw new IllegalStateException("the agent could not instrument a class: " + line);
        });
        return lines.stream()
                .map(line -> line.split("\t"))
                .map(columns -> new Lookup(Kind.valueOf(columns[0]), columns[1]))
                .collect(Collectors.toSet());
    }
}
