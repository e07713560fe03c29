// SPDX-License-Identifier: Apache-2.0

/// Tests of Arrow's buffers in Freestore.
@NullMarked
package org.freestore.arrow;

import org.jspecify.annotations.NullMarked;
