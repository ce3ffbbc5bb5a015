// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** A service graph that somebody can choose from: nodes stay in their places while the figures change. */

import { refill } from "./dom.js";
import { layout } from "./layout.js";
import { picture } from "./map-picture.js";

const SHARE_OF_WINDOW = 0.7;

/**
 * A map in `container`; `draw(graph, seconds)` shows another graph, seen over that time, and `clear()` leaves the
 * container to somebody else. `choose` is called with a node or an edge.
 */
export function map(container, { choose, compact = false }) {
    let shown;
    let chosen;
    let places = {};
    /** Nodes stay where they are as long as none comes or goes. */
    const place = graph => {
        const items = [...graph.nodes, ...graph.edges];
        const keys = items
            .map(item => item.key)
            .sort()
            .join();
        if (places.keys !== keys)
            places = { keys, extent: layout(graph.nodes, graph.edges), items: new Map(items.map(item => [item.key, item])) };
        items.forEach(({ key }, index) => {
            const { layer, row, via } = places.items.get(key);
            Object.assign(items[index], { layer, row, via });
        });
    };
    const draw = (graph, seconds) => {
        shown = { graph, seconds };
        const upright = container.clientWidth < 560 && !compact;
        place(graph);
        refill(
            container,
            picture(graph, {
                extent: places.extent,
                upright,
                seconds,
                compact,
                chosen,
                width: container.clientWidth,
                height: innerHeight * SHARE_OF_WINDOW,
                choose: pick,
            }),
        );
    };
    const pick = item => {
        chosen = item?.key;
        if (shown) draw(shown.graph, shown.seconds);
        choose?.(item);
    };
    const observer = new ResizeObserver(() => shown && draw(shown.graph, shown.seconds));
    observer.observe(container);
    const clear = () => {
        shown = undefined;
    };
    return { draw, pick, clear, close: () => observer.disconnect() };
}
