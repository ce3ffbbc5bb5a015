// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing.browser;

/** Success criterion 1.4.3 of WCAG 2.2, level AA, judged in the browser. */
public final class Contrast {

    /**
     * The visible texts with less than 4.5 to 1 against what is behind them (3 to 1 where they are large), each with its ratio. Texts
     * of switched-off controls are exempt.
     */
    public static final String TOO_LOW = """
            (() => {
              const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
              const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
              const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
              const behind = element => { for (let e = element; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return rgb('#fff'); };
              const low = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(':disabled, .unseen, noscript, option')) continue;
                const style = getComputedStyle(element);
                const svg = element.closest('svg');
                const [a, b] = [light(rgb(svg ? style.fill : style.color)), light(behind(svg ? svg.parentElement : element))];
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
                if (ratio < (large ? 3 : 4.5)) low.push(element.className + ' "' + walker.currentNode.data.trim().slice(0, 30) + '" ' + ratio.toFixed(2));
              }
              return [...new Set(low)].slice(0, 20);
            })()""";

    private Contrast() {}
}
