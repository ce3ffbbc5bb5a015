// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.wire.XRayException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a filter expression goes wrong.
 *
 * @param line     from 1
 * @param position in the line, from 1
 * @param symbol   that does not belong there
 */
public record FilterError(int line, int position, String symbol) {

    private static final Pattern PLACE = Pattern.compile(
            "Error Location: line (\\d+), position (\\d+) : Invalid input symbol: '(.*)'", Pattern.DOTALL);

    /** Empty where the failure is none of a filter. */
    public static Optional<FilterError> of(XRayException failure) {
        Matcher place = PLACE.matcher(String.valueOf(failure.getMessage()));
        return place.matches()
                ? Optional.of(new FilterError(
                        Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), place.group(3)))
                : Optional.empty();
    }
}
