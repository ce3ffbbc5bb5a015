// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.json;

import com.fasterxml.jackson.core.JsonFactory.Feature;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;

/**
 * Jackson for what a caller sends. As it comes, a factory keeps the names of members for the next document: up to 12,000
 * of 50,000 characters each, for as long as the process lives. Here none is kept.
 */
public final class UntrustedJson {

    private UntrustedJson() {}

    /** A builder of mappers that read and write JSON. */
    public static JsonMapper.Builder json() {
        return JsonMapper.builder(new JsonFactoryBuilder()
                .disable(Feature.CANONICALIZE_FIELD_NAMES)
                .disable(Feature.INTERN_FIELD_NAMES)
                .build());
    }

    /** A builder of mappers that read and write CBOR. */
    public static CBORMapper.Builder cbor() {
        return CBORMapper.builder(CBORFactory.builder()
                .disable(Feature.CANONICALIZE_FIELD_NAMES)
                .disable(Feature.INTERN_FIELD_NAMES)
                .build());
    }
}
