// SPDX-License-Identifier: Apache-2.0

/// The stores' figures as meters of Micrometer.
@NullMarked
package org.freestore.diagnostics.metrics;

import org.jspecify.annotations.NullMarked;
