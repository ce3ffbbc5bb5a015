// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

/**
 * A subsegment that leaves the service.
 *
 * @param target what it called, where that sends no segment of its own
 */
public record Call(long id, ServiceId target, Span span) {}
