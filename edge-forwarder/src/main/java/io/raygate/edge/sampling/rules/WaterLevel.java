// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import java.util.Arrays;

/**
 * Max-min fair shares of a reservoir: as if it were poured over all demands, each of them a vessel as high as it is large.
 *
 * @param reservoir requests a second that are shared
 * @param height no share is larger, where there is too little for all
 * @param surplus what each client has beyond its demand, where there is more than enough
 */
record WaterLevel(int reservoir, double height, double surplus) {

    /** The level for these demands, in requests a second. Costs O(n log n). */
    static WaterLevel of(int reservoir, double[] demands) {
        double[] ascending = demands.clone();
        Arrays.sort(ascending);
        double left = reservoir;
        for (int i = 0; i < ascending.length; i++) {
            double equalPart = left / (ascending.length - i);
            if (ascending[i] > equalPart) {
                return new WaterLevel(reservoir, equalPart, 0);
            }
            left -= ascending[i];
        }
        return new WaterLevel(reservoir, Double.POSITIVE_INFINITY, ascending.length == 0 ? 0 : left / ascending.length);
    }

    /** The share of a client with this demand. */
    double share(double demand) {
        return Math.min(demand, height) + surplus;
    }
}
