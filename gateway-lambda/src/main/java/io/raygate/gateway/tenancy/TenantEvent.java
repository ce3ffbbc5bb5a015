// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;

/**
 * What of an event is one tenant's. Documents keep the position of their record in the whole event.
 *
 * @param event  the tenant and its records
 * @param signed false: of a shared stream, and nobody's; the tenant is the stream's name
 */
public record TenantEvent(KinesisEvent event, DecodedEvent decoded, boolean signed) {}
