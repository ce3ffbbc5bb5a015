// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

/** One line of a watch. */
record WatchEvent(Type type, ApiObject object) {

    enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        /** Nothing changed up to this version. */
        BOOKMARK,
        /** The watch is over, and the object says why. */
        ERROR,
        /** A type of later versions of the API: of no interest. */
        OTHER
    }

    static Type typeOf(String text) {
        return switch (text) {
            case "ADDED" -> Type.ADDED;
            case "MODIFIED" -> Type.MODIFIED;
            case "DELETED" -> Type.DELETED;
            case "BOOKMARK" -> Type.BOOKMARK;
            case "ERROR" -> Type.ERROR;
            default -> Type.OTHER;
        };
    }
}
