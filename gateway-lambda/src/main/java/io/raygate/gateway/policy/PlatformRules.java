// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.redact.RedactionPolicy;

/** The platform's redaction, for documents without a tenant. Tenants' policies include it. */
public record PlatformRules(RedactionPolicy redaction) {}
