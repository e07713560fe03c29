// SPDX-License-Identifier: Apache-2.0

/// Freestore as the memory of Apache Arrow.
@NullMarked
package org.freestore.arrow;

import org.jspecify.annotations.NullMarked;
