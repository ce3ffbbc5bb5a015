// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Places the nodes of a directed graph in layers, callers before callees: breaks circles, ranks by the longest path,
 * orders each layer by the median of its neighbours, then straightens. The same graph always gets the same picture.
 */

const SWEEPS = 12;

/** Large graphs are ordered less carefully. */
const SWEEPS_IF_LARGE = 3;
const LARGE = 400;

/**
 * Sets `layer` and `row` (in units of a node's distance) of each node, and `via` of each edge: the places that it passes
 * on its way over other layers. Nodes are `{ key }`, edges `{ from, to }` by key.
 */
export function layout(nodes, edges) {
    const graph = new Map(nodes.map(node => [node.key, { key: node.key, out: [], in: [], layer: 0 }]));
    const drawn = edges.filter(edge => edge.from !== edge.to && graph.has(edge.from) && graph.has(edge.to));
    const forward = withoutCircles(graph, drawn);
    rank(graph, forward);
    const layers = fillLayers(graph, forward);
    order(layers);
    straighten(layers);
    const extent = { layers: layers.length, rows: 0 };
    for (const node of graph.values()) extent.rows = Math.max(extent.rows, node.row);
    for (const node of nodes) Object.assign(node, { layer: graph.get(node.key).layer, row: graph.get(node.key).row });
    for (const { edge, chain, turned } of forward) {
        const via = chain.map(({ layer, row }) => ({ layer, row }));
        edge.via = turned ? via.reverse() : via;
        via.forEach(place => {
            extent.rows = Math.max(extent.rows, place.row);
        });
    }
    return extent;
}

/** Turns the edges that close a circle, as a walk from the callers that nobody calls meets them. */
function withoutCircles(graph, edges) {
    const called = new Set(edges.map(edge => edge.to));
    const byCaller = Map.groupBy(edges, edge => edge.from);
    const state = new Map();
    const forward = [];
    const visit = key => {
        state.set(key, "open");
        for (const edge of byCaller.get(key) ?? []) {
            const turned = state.get(edge.to) === "open";
            forward.push({
                edge,
                turned,
                from: graph.get(turned ? edge.to : key),
                to: graph.get(turned ? key : edge.to),
                chain: [],
            });
            if (!state.has(edge.to)) visit(edge.to);
        }
        state.set(key, "done");
    };
    const starts = [...graph.keys()].sort((one, other) => Number(called.has(one)) - Number(called.has(other)));
    for (const key of starts) if (!state.has(key)) visit(key);
    return forward;
}

function rank(graph, forward) {
    const waiting = new Map([...graph.keys()].map(key => [key, 0]));
    forward.forEach(({ to }) => waiting.set(to.key, waiting.get(to.key) + 1));
    const ready = [...graph.values()].filter(node => waiting.get(node.key) === 0);
    const byCaller = Map.groupBy(forward, edge => edge.from);
    while (ready.length) {
        const node = ready.pop();
        for (const { to } of byCaller.get(node) ?? []) {
            to.layer = Math.max(to.layer, node.layer + 1);
            waiting.set(to.key, waiting.get(to.key) - 1);
            if (waiting.get(to.key) === 0) ready.push(to);
        }
    }
    const incoming = new Set(forward.map(edge => edge.to));
    for (const [node, out] of byCaller) {
        if (!incoming.has(node)) node.layer = Math.max(0, Math.min(...out.map(({ to }) => to.layer)) - 1);
    }
}

/** Puts a placeholder into each layer that an edge passes, so that it keeps clear of nodes. */
function fillLayers(graph, forward) {
    const layers = [];
    const put = node => (layers[node.layer] ??= []).push(node);
    graph.forEach(put);
    for (const edge of forward) {
        let before = edge.from;
        for (let layer = edge.from.layer + 1; layer < edge.to.layer; layer++) {
            const place = { layer, out: [], in: [], thin: true };
            edge.chain.push(place);
            put(place);
            join(before, place);
            before = place;
        }
        join(before, edge.to);
    }
    for (let layer = 0; layer < layers.length; layer++) layers[layer] ??= [];
    return layers;
}

function join(from, to) {
    from.out.push(to);
    to.in.push(from);
}

function order(layers) {
    number(layers);
    let best = layers.map(layer => [...layer]);
    let fewest = crossings(layers);
    const sweeps = layers.flat().length > LARGE ? SWEEPS_IF_LARGE : SWEEPS;
    for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
        const down = sweep % 2 === 0;
        const among = down ? layers : [...layers].reverse();
        for (const layer of among) {
            layer.forEach(node => {
                node.wish = median(down ? node.in : node.out, node.place);
            });
            layer.sort((one, other) => one.wish - other.wish);
            layer.forEach((node, place) => {
                node.place = place;
            });
        }
        const found = crossings(layers);
        if (found < fewest) {
            fewest = found;
            best = layers.map(layer => [...layer]);
        }
    }
    best.forEach((layer, index) => {
        layers[index].splice(0, layers[index].length, ...layer);
    });
    number(layers);
}

const number = layers =>
    layers.forEach(layer =>
        layer.forEach((node, place) => {
            node.place = place;
        }),
    );

function median(neighbours, otherwise) {
    if (!neighbours.length) return otherwise;
    const places = neighbours.map(node => node.place).sort((one, other) => one - other);
    const middle = Math.floor(places.length / 2);
    return places.length % 2 ? places[middle] : (places[middle - 1] + places[middle]) / 2;
}

function crossings(layers) {
    let crossed = 0;
    for (const layer of layers) {
        const lines = layer.flatMap(node => node.out.map(to => [node.place, to.place]));
        for (let one = 0; one < lines.length; one++) {
            for (let other = one + 1; other < lines.length; other++) {
                if ((lines[one][0] - lines[other][0]) * (lines[one][1] - lines[other][1]) < 0) crossed++;
            }
        }
    }
    return crossed;
}

/** Moves nodes towards the mean of their neighbours; within a layer they keep their order and distance. */
function straighten(layers) {
    layers.forEach(layer => spread(layer.map((node, place) => ({ node, wish: place }))));
    for (let sweep = 0; sweep < SWEEPS * 2; sweep++) {
        const among = sweep % 2 ? [...layers].reverse() : layers;
        for (const layer of among) {
            spread(layer.map(node => ({ node, wish: average([...node.in, ...node.out], node.row) })));
        }
    }
    const least = Math.min(...layers.flat().map(node => node.row));
    layers.flat().forEach(node => {
        node.row -= least;
    });
}

const average = (neighbours, otherwise) =>
    neighbours.length ? neighbours.reduce((sum, node) => sum + node.row, 0) / neighbours.length : otherwise;

/** As near to their wishes as the distances allow: neighbours that would overlap share the difference. */
function spread(wishes) {
    const groups = [];
    for (const { node, wish } of wishes) {
        const gap = groups.length ? distance(groups.at(-1).nodes.at(-1), node) : 0;
        groups.push({ nodes: [node], offsets: [0], size: 0, wishes: [wish], at: wish, gap });
        while (groups.length > 1 && groups.at(-1).at < groups.at(-2).at + groups.at(-2).size + groups.at(-1).gap) merge(groups);
    }
    for (const group of groups)
        group.nodes.forEach((node, index) => {
            node.row = group.at + group.offsets[index];
        });
}

function merge(groups) {
    const second = groups.pop();
    const first = groups.pop();
    const shift = first.size + second.gap;
    const offsets = [...first.offsets, ...second.offsets.map(offset => offset + shift)];
    const wishes = [...first.wishes, ...second.wishes];
    const at = wishes.reduce((sum, wish, index) => sum + wish - offsets[index], 0) / wishes.length;
    groups.push({ nodes: [...first.nodes, ...second.nodes], offsets, wishes, size: shift + second.size, at, gap: first.gap });
}

const distance = (one, other) => (one.thin && other.thin ? 0.35 : one.thin || other.thin ? 0.7 : 1);
