// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that has no effect any more: setting it is a warning, so that an upgrade does not stop. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Defunct.All.class)
public @interface Defunct {

    /** Full name of the key. */
    String key();

    /** Why it has no effect: {@code every socket is read by a DatagramChannel}. */
    String because();

    /** Several of them. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface All {

        /** The keys. */
        Defunct[] value();
    }
}
