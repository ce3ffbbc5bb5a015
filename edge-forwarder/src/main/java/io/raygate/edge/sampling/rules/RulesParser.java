// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.edge.json.UntrustedJson;
import io.raygate.edge.reload.Parser;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Makes rules of each content of the rules file, and remembers the ones before for the times of rules that stay. */
final class RulesParser implements Parser<SamplingRules> {

    private static final UntrustedJson JSON = new UntrustedJson(Integer.MAX_VALUE);
    private static final int MAX_NESTING = 20;

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
        List<SamplingRule> rules = RulesFile.read(json ? json(content) : yaml(content));
        before = before == null ? SamplingRules.of(rules, clock.instant()) : before.changedTo(rules, clock.instant());
        return before;
    }

    private static Object json(byte[] content) {
        try {
            if (JacksonCodec.fromParser(JSON.parser(content), Object.class) instanceof JsonObject file) {
                return file.getMap();
            }
        } catch (IOException | DecodeException e) {
            throw new IllegalArgumentException(
                    "it is not a JSON object: " + Members.oneLine(String.valueOf(e.getMessage())), e);
        }
        throw new IllegalArgumentException("it is not a JSON object; it must hold a list SamplingRules");
    }

    private static Object yaml(byte[] content) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setCodePointLimit(Math.max(1, content.length));
        Object tree;
        try {
            tree = new Yaml(new SafeConstructor(options)).load(new String(content, StandardCharsets.UTF_8));
        } catch (YAMLException e) {
            throw new IllegalArgumentException(
                    "it is not YAML: " + Members.oneLine(String.valueOf(e.getMessage())) + "; write a lone * in quotes",
                    e);
        }
        if (tree == null) {
            throw new IllegalArgumentException("it is empty; it must hold a list SamplingRules");
        }
        return tree;
    }
}
