// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Parameters of AWS Systems Manager, in memory. */
@NullMarked
package io.raygate.local.ssm;

import org.jspecify.annotations.NullMarked;
