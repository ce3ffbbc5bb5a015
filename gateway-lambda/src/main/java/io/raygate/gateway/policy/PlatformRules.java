// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.redact.RedactionPolicy;

/** What the platform takes out of everybody's documents, for those that are nobody's. */
public record PlatformRules(RedactionPolicy redaction) {}
