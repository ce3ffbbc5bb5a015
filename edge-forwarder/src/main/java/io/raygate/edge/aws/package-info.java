// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Reaches AWS: credentials, roles, proxies and endpoints of every call that the forwarder makes. */
@NullMarked
package io.raygate.edge.aws;

import org.jspecify.annotations.NullMarked;
