// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import jakarta.annotation.Priority;
import java.io.Serial;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks the configuration of a program as a whole, before anything of it is used: all that is wrong is reported at the same
 * time. A program registers a subclass as a service of {@link SmallRyeConfigBuilderCustomizer}.
 *
 * <p>{@code ConfigValidator} would not do: it sees one mapping at a time, none in which a single value cannot be converted,
 * and nothing of the configuration around it.
 */
public abstract class CheckedConfiguration implements SmallRyeConfigBuilderCustomizer {

    /** SmallRye asks for this once it has filled every mapping, and before it reports those that it could not fill. */
    private static final String ALL_MAPPED = "smallrye.config.mapping.validate-unknown";

    private static final String ROOT = "raygate";

    private final Keys keys;
    private final Supplier<Map<String, String>> environment;

    protected CheckedConfiguration(Keys keys) {
        this(keys, System::getenv);
    }

    CheckedConfiguration(Keys keys, Supplier<Map<String, String>> environment) {
        this.keys = keys;
        this.environment = environment;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withMappingIgnore(ROOT + ".**");
        boolean isOfTheProgram = builder.getMappingsBuilder().getMappings().stream()
                .map(ConfigClass::getPrefix)
                .anyMatch(prefix -> prefix.startsWith(ROOT));
        if (isOfTheProgram) {
            builder.withInterceptors(new Checking(keys, context -> check(context, environment.get()), this::refuse));
        }
    }

    /** What would be refused of settings that are given by name, a line each, were nothing else set. */
    public List<String> problems(Map<String, String> settings) {
        return check(new Given(settings), Map.of()).problems();
    }

    /**
     * What is wrong with keys that do not fit each other, beyond what their declarations say.
     *
     * @param values of all keys that have one, defaults included, by name
     * @return a sentence for a key, such as {@code is not set; write one}, by its name; in the order of the report
     */
    protected Map<String, String> problemsTogether(Map<String, String> values) {
        return Map.of();
    }

    private ConfigurationCheck check(ConfigSourceInterceptorContext context, Map<String, String> variables) {
        return new ConfigurationCheck(keys, context, variables, this::problemsTogether);
    }

    /** Ends the start; by default the exception does. */
    protected void refuse(WrongConfigurationException wrong) {
        throw wrong;
    }

    /** After the customizers that register mappings. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    /** The outermost interceptor. Also answers for keys that are set under a former name. */
    @Priority(Integer.MAX_VALUE)
    private static final class Checking implements ConfigSourceInterceptor {

        @Serial
        private static final long serialVersionUID = 1;

        private static final Logger LOG = Logger.getLogger(CheckedConfiguration.class);

        private final transient Keys keys;
        private final transient Function<ConfigSourceInterceptorContext, ConfigurationCheck> checks;
        private final transient Consumer<WrongConfigurationException> refuse;

        Checking(
                Keys keys,
                Function<ConfigSourceInterceptorContext, ConfigurationCheck> checks,
                Consumer<WrongConfigurationException> refuse) {
            this.keys = keys;
            this.checks = checks;
            this.refuse = refuse;
        }

        @Override
        public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            if (name.equals(ALL_MAPPED)) {
                check(context);
            }
            return valueOf(context, name);
        }

        private @Nullable ConfigValue valueOf(ConfigSourceInterceptorContext context, String name) {
            ConfigValue value = context.proceed(name);
            if (!name.startsWith(ROOT) || (value != null && !isDefault(value))) {
                return value;
            }
            for (Map.Entry<String, String> former : keys.renamed().entrySet()) {
                ConfigValue formerValue = former.getValue().equals(name) ? context.proceed(former.getKey()) : null;
                if (formerValue != null) {
                    return formerValue.withName(name);
                }
            }
            return value;
        }

        private static boolean isDefault(ConfigValue value) {
            return value.getConfigSourceOrdinal() == Integer.MIN_VALUE;
        }

        private void check(ConfigSourceInterceptorContext context) {
            ConfigurationCheck check = checks.apply(renaming(context));
            List<String> problems = check.problems();
            if (!problems.isEmpty()) {
                refuse.accept(new WrongConfigurationException(problems));
            }
            check.warnings().forEach(LOG::warn);
        }

        /** What the program sees: keys by their present names. */
        private ConfigSourceInterceptorContext renaming(ConfigSourceInterceptorContext context) {
            return new ConfigSourceInterceptorContext() {

                @Serial
                private static final long serialVersionUID = 1;

                @Override
                public @Nullable ConfigValue proceed(String name) {
                    return valueOf(context, name);
                }

                @Override
                public @Nullable ConfigValue restart(String name) {
                    return context.restart(name);
                }

                @Override
                public Iterator<String> iterateNames() {
                    return context.iterateNames();
                }
            };
        }
    }

    /** Settings that come from no source. */
    private record Given(Map<String, String> settings) implements ConfigSourceInterceptorContext {

        @Override
        public @Nullable ConfigValue proceed(String name) {
            String value = settings.get(name);
            return value == null
                    ? null
                    : ConfigValue.builder()
                            .withName(name)
                            .withValue(value)
                            .withConfigSourceName("settings")
                            .build();
        }

        @Override
        public @Nullable ConfigValue restart(String name) {
            return proceed(name);
        }

        @Override
        public Iterator<String> iterateNames() {
            return settings.keySet().iterator();
        }
    }
}
