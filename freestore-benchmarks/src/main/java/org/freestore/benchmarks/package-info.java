// SPDX-License-Identifier: Apache-2.0

/// What Freestore costs, beside what others cost.
@NullMarked
package org.freestore.benchmarks;

import org.jspecify.annotations.NullMarked;
