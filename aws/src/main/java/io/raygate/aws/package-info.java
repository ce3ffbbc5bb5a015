// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** How AWS is called: clients, credentials, proxies, error codes, back-off and deadlines. */
@NullMarked
package io.raygate.aws;

import org.jspecify.annotations.NullMarked;
