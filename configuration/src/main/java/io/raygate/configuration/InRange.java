// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The smallest and the largest value of a key, both written as its value is written: {@code 80K}, {@code 100ms}, {@code 19}.
 * What is left out has no bound but the one of the type.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface InRange {

    /** Smallest value. */
    String min() default "";

    /** Largest value. */
    String max() default "";

    /** Ends the sentence that refuses a value: {@code since the largest datagram must fit}. */
    String because() default "";
}
