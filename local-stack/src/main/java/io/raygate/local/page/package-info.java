// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** What the page needs beside the JSON API: URLs of its views, the X-Ray API, and documents as they were sent. */
@NullMarked
package io.raygate.local.page;

import org.jspecify.annotations.NullMarked;
