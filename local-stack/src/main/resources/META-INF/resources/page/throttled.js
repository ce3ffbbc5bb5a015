// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

const REST_MILLIS = 1500;

/** The same function, run at once and then at most once in a while, never beside itself; the last call is never lost. */
export function throttled(run) {
    let running = false;
    let again = false;
    return async function call() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        try {
            await run();
        } catch (failure) {
            if (failure.name !== "AbortError") console.warn(failure);
        }
        setTimeout(() => {
            running = false;
            if (again) {
                again = false;
                call();
            }
        }, REST_MILLIS);
    };
}
