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

    /**
     * An object of a list or a watch: a pod, a bookmark, or the status that ends a watch. Which one it is, the event says.
     *
     * @param resourceVersion where the object stands in the history of the cluster
     * @param pod             meaningless in a status; without anything but the version in a bookmark
     * @param code            HTTP code of a status; else 0
     * @param message         of a status; else empty
     */
    record ApiObject(String resourceVersion, Pod pod, int code, String message) {}
}
