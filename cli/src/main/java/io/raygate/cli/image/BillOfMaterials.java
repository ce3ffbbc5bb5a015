// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The CycloneDX file that Maven writes when it packages a program. Offline, Maven skips it. */
public final class BillOfMaterials {

    private static final String REMEDY = ": package it with the network at hand, since Maven writes none offline";

    private BillOfMaterials() {}

    /**
     * Ends the verb unless the file lists what the program is made of.
     *
     * @param shown the file, as its user knows it
     */
    public static void require(Path file, String shown) throws IOException {
        if (!Files.exists(file)) {
            throw Failure.of(shown + " is missing" + REMEDY);
        }
        if (!listsComponents(file)) {
            throw Failure.of(shown + " lists no components" + REMEDY);
        }
    }

    private static boolean listsComponents(Path file) throws IOException {
        try {
            JsonNode bill = OciLayout.JSON.readTree(Files.readAllBytes(file));
            return bill.path("bomFormat").asString("").equals("CycloneDX")
                    && !bill.path("components").isEmpty();
        } catch (JacksonException _) {
            return false;
        }
    }
}
