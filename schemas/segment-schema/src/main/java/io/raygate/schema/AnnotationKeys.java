// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** What {@link Repair#RENAMED_ANNOTATION} makes of keys, for those who must know an annotation by both its names. */
public final class AnnotationKeys {

    private AnnotationKeys() {}

    /** Whether X-Ray takes the key as it is. */
    public static boolean isLegal(JsonText key) {
        return Texts.isAnnotationKey(key);
    }

    /** The key that is sent in its place; all of it ASCII, nothing to be escaped. */
    public static String repaired(JsonText key) {
        return NameRepair.annotationKey(key);
    }
}
