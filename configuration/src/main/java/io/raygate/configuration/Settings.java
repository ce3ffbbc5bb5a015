// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.util.Optional;

/** What is set when configuration is checked. */
interface Settings {

    /** Nothing is set. */
    Settings NONE = new Settings() {
        @Override
        public Optional<String> value(String name) {
            return Optional.empty();
        }

        @Override
        public boolean isEmpty(String name) {
            return false;
        }

        @Override
        public Optional<Key> key(String name) {
            return Optional.empty();
        }
    };

    /** The value of a key, its default included; nothing where it is empty. */
    Optional<String> value(String name);

    /** Whether somebody has set the key to an empty text. */
    boolean isEmpty(String name);

    /** The declaration of a key. */
    Optional<Key> key(String name);
}
