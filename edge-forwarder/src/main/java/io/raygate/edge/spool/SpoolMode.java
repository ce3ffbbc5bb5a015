// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

/** Which blocks go to disk, where there is a directory. */
enum SpoolMode {
    /** What memory does not hold: no disk is touched while the stream keeps up. Memory is lost with the process. */
    OVERFLOW,
    /** Each block as soon as it is sealed: a killed process loses what was not sealed yet, whatever the stream does. */
    ALWAYS
}
