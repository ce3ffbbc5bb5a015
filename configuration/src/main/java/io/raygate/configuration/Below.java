// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Refuses a value that is not smaller than the value of another key.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Below {

    /** The other key: a full name, or one beside this key. */
    String value();

    /** The key without whose value {@link #is()} this one is not used, and may be as it is. */
    String where() default "";

    /** See {@link #where()}. */
    String is() default "";
}
