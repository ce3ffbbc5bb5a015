// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.SealedBlock;

/** Where sealed blocks go. Called by the socket's thread. */
interface SealedBlocks {

    void onSealed(SealedBlock block, SealCause cause);
}
