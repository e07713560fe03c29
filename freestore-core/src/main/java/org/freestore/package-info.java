// SPDX-License-Identifier: Apache-2.0

/// Dynamic memory outside the Java heap: allocate, free, and know what is in use.
@NullMarked
package org.freestore;

import org.jspecify.annotations.NullMarked;
