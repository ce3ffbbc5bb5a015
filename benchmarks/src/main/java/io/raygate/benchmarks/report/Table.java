// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of figures, which grow round by round. A row belongs to a case (what was asked of it) and a subject (who was asked).
 * Not thread-safe.
 */
public final class Table {

    private final String id;
    private final String title;
    private final List<String> columns;
    private final Map<Key, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Map<Key, String> remarks = new LinkedHashMap<>();

    /** Where a row stands. */
    public record Key(String asked, String subject) {}

    /**
     * @param id of files and JSON
     * @param columns with their units
     */
    public Table(String id, String title, String... columns) {
        this.id = id;
        this.title = title;
        this.columns = List.of(columns);
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public List<String> columns() {
        return columns;
    }

    /** Rows in the order in which they were begun. */
    public List<Key> keys() {
        return List.copyOf(rows.keySet());
    }

    /** One round's figures of a row, as many as there are columns; what is not a number was not measured. */
    public void add(String asked, String subject, Number... figures) {
        if (figures.length != columns.size()) {
            throw new IllegalArgumentException("columns=" + columns.size() + ", figures=" + figures.length);
        }
        Map<String, List<Double>> row = rows.computeIfAbsent(new Key(asked, subject), _ -> new LinkedHashMap<>());
        for (int i = 0; i < figures.length; i++) {
            double figure = figures[i].doubleValue();
            if (!Double.isNaN(figure)) {
                row.computeIfAbsent(columns.get(i), _ -> new ArrayList<>()).add(figure);
            }
        }
    }

    /** A row without figures, and why it has none. */
    public void remark(String asked, String subject, String why) {
        Key key = new Key(asked, subject);
        rows.putIfAbsent(key, new LinkedHashMap<>());
        remarks.put(key, why);
    }

    /** Empty where it was not measured. */
    public Optional<Figures> figures(Key key, String column) {
        return Optional.ofNullable(rows.getOrDefault(key, Map.of()).get(column)).map(Figures::new);
    }

    /** Why the row has no figures; empty where it has. */
    public Optional<String> remark(Key key) {
        return Optional.ofNullable(remarks.get(key));
    }

    /** Medians with their spread. */
    public String markdown() {
        StringBuilder text = new StringBuilder("| | |");
        columns.forEach(column -> text.append(' ').append(column).append(" |"));
        text.append("\n|---|---|").append("--:|".repeat(columns.size())).append('\n');
        rows.keySet().forEach(key -> text.append(row(key)));
        return text.toString();
    }

    private String row(Key key) {
        StringBuilder text = new StringBuilder("| " + key.asked() + " | " + key.subject() + " |");
        for (String column : columns) {
            String missing = column.equals(columns.getFirst()) ? remarks.getOrDefault(key, "–") : "–";
            text.append(' ')
                    .append(figures(key, column).map(Figures::text).orElse(missing))
                    .append(" |");
        }
        return text.append('\n').toString();
    }
}
