// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.schema.DocumentValidators;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each document its verdict and, where the tenant's mode says so, repairs what can be repaired. A refused document
 * is counted and done with: sending it again changes nothing.
 */
@Singleton
public class EventValidator {

    private final ValidateConfig config;
    private final Map<ValidationMode, SegmentValidator> validators = new EnumMap<>(ValidationMode.class);

    EventValidator(ValidateConfig config) {
        this.config = config;
    }

    /** Looks at every document of a tenant. One invocation at a time, as Lambda calls a function. */
    public ValidatedEvent validate(TenantId tenant, List<ReceivedDocument> documents) {
        ValidationMode mode = config.tenants().getOrDefault(tenant.value(), config.mode());
        SegmentValidator validator = validators.computeIfAbsent(mode, DocumentValidators::segment);
        Verdicts verdicts = new Verdicts(documents.size());
        for (ReceivedDocument received : documents) {
            verdicts.add(received, validator);
        }
        return verdicts.toEvent();
    }
}
