// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One operation of the API. */
@FunctionalInterface
interface Operation {

    /** The answer; empty where the operation has no output. Throws {@link KinesisRefusal} where it refuses. */
    Optional<ObjectNode> answer(Parameters in);
}
