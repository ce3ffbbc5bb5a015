// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a bench has found, written anew after each part of it, so that a run that is ended early leaves what it has: Markdown
 * for people, JSON with the figure of every round, and a file for each plot. Not thread-safe.
 */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String title;
    private final String command;
    private final Path directory;
    private final Instant begin = Instant.now();
    private final double loadAtBegin = Machine.load();
    private final String machine = Machine.description();
    private final List<String> notes = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final Map<String, Map<String, Plot>> plots = new LinkedHashMap<>();

    /**
     * @param name of its files
     * @param command how to run it again
     * @param directory made where it is missing
     */
    public Report(String name, String title, String command, Path directory) throws IOException {
        this.name = name;
        this.title = title;
        this.command = command;
        this.directory = Files.createDirectories(directory);
    }

    /** A sentence that its reader needs. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** A table; one that grows is added once. */
    public void add(Table table) {
        if (!tables.contains(table)) {
            tables.add(table);
        }
    }

    /** A plot below the table; one of the same name is replaced. */
    public void add(Table table, String plotName, Plot plot) {
        add(table);
        plots.computeIfAbsent(table.id(), _ -> new LinkedHashMap<>()).put(plotName, plot);
    }

    /** Where its Markdown is. */
    public Path file() {
        return directory.resolve(name + ".md");
    }

    /** Writes all files. */
    public void write() throws IOException {
        Files.writeString(file(), markdown());
        Files.writeString(
                directory.resolve(name + ".json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n");
        for (Map<String, Plot> ofTable : plots.values()) {
            for (Map.Entry<String, Plot> plot : ofTable.entrySet()) {
                Files.writeString(
                        directory.resolve(fileName(plot.getKey())),
                        plot.getValue().svg());
            }
        }
    }

    private String fileName(String plotName) {
        return name + "-" + plotName + ".svg";
    }

    private String load() {
        return String.format(Locale.ROOT, "%.1f at the beginning, %.1f at the end", loadAtBegin, Machine.load());
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# " + title + "\n\n```\n" + command + "\n```\n\n");
        text.append("Begun at ")
                .append(begin.truncatedTo(ChronoUnit.SECONDS))
                .append(". ")
                .append(machine)
                .append(". Load of the last minute ")
                .append(load())
                .append(".\n");
        notes.forEach(note -> text.append("\n").append(note).append("\n"));
        for (Table table : tables) {
            text.append("\n## ").append(table.title()).append("\n\n").append(table.markdown());
            plots.getOrDefault(table.id(), Map.of())
                    .forEach((plotName, plot) -> text.append("\n![")
                            .append(plot.title())
                            .append("](")
                            .append(fileName(plotName))
                            .append(")\n"));
        }
        return text.toString();
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("title", title)
                .put("command", command)
                .put("begin", begin.toString())
                .put("machine", machine)
                .put("load", load());
        notes.forEach(root.putArray("notes")::add);
        ArrayNode list = root.putArray("tables");
        for (Table table : tables) {
            ObjectNode node = list.addObject().put("id", table.id()).put("title", table.title());
            ArrayNode rows = node.putArray("rows");
            for (Table.Key key : table.keys()) {
                ObjectNode row = rows.addObject().put("case", key.asked()).put("subject", key.subject());
                table.remark(key).ifPresent(why -> row.put("remark", why));
                ObjectNode figures = row.putObject("figures");
                for (String column : table.columns()) {
                    table.figures(key, column)
                            .ifPresent(found -> found.values().forEach(figures.withArrayProperty(column)::add));
                }
            }
        }
        return root;
    }
}
