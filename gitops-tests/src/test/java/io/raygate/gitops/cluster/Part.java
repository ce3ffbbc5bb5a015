// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

/** What runs beside a test until it is closed. */
public interface Part extends AutoCloseable {

    /** Stops it, or asks it to stop. */
    @Override
    void close();
}
