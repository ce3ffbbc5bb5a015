// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.otlp;

import java.util.List;

/** An SDK that makes traces and exports them, and then ends. */
public interface ExportRun {

    /** Waits for the end, and gives all spans; fails where the SDK failed. */
    List<ExportedSpan> spans();
}
