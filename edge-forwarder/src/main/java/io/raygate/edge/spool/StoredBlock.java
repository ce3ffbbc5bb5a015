// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

/**
 * A block that is in a file.
 *
 * @param number of the file; older files have smaller ones
 * @param frameBytes size of the block's frame
 * @param fileBytes size of the file
 */
record StoredBlock(long number, int documents, int frameBytes, long fileBytes) {}
