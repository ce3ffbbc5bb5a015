// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

/**
 * An id that other documents may name as their parent.
 *
 * @param call index of the call that it is or lies in, or {@link #OUTSIDE}
 */
public record Enclosed(long id, int call) {

    public static final int OUTSIDE = -1;
}
