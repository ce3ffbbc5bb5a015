// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.contract.read.JsonFile;
import io.raygate.contract.read.YamlFile;
import io.raygate.edge.reload.Reloaded.Parser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rules of each content of the rules file, and remembers the ones before for the times of rules that stay. */
final class RulesParser implements Parser<SamplingRules> {

    private final boolean json;
    private final InstantSource clock;
    private @Nullable SamplingRules before;

    /**
     * A parser for one file.
     *
     * @param file named {@code .json}, it holds JSON; named anything else, YAML
     */
    RulesParser(Path file, InstantSource clock) {
        this.json = file.toString().endsWith(".json");
        this.clock = clock;
    }

    @Override
    public synchronized SamplingRules parse(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<SamplingRule> rules = RulesFile.read(json ? JsonFile.read(text) : YamlFile.read(text));
        before = before == null ? SamplingRules.of(rules, clock.instant()) : before.changedTo(rules, clock.instant());
        return before;
    }
}
