// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a text looks like. The values of a list are looked at one by one.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Matches {

    /** A regular expression for the whole text. */
    String value();

    /** What to write, in words: {@code the name or the ARN of a Kinesis stream}. */
    String write();
}
