// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The JSON Schemas at work: every violation in a document, tenant file or list of sampling rules, for a person to read.
 * Needs the optional dependency com.networknt:json-schema-validator, which nothing else in this module does.
 */
@NullMarked
package io.raygate.schema.explain;

import org.jspecify.annotations.NullMarked;
