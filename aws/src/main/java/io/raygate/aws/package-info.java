// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** HTTP under the clients of the AWS SDK. */
@NullMarked
package io.raygate.aws;

import org.jspecify.annotations.NullMarked;
