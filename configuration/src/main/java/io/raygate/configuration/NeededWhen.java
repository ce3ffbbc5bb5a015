// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This key must be set where another one has a certain value.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface NeededWhen {

    /** The other key: a full name, or one beside this key. */
    String key();

    /** The value of the other key with which this one is needed. */
    String is();

    /** What to write, in words. */
    String write();
}
