// SPDX-License-Identifier: Apache-2.0

/// What racing threads may see, test by test.
@NullMarked
package org.freestore.concurrency;

import org.jspecify.annotations.NullMarked;
