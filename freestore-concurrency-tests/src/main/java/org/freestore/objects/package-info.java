// SPDX-License-Identifier: Apache-2.0

/// What threads may see that race for objects, test by test. The structs are ordinary ones; the
/// classes behind them are the library's own.
@NullMarked
package org.freestore.objects;

import org.jspecify.annotations.NullMarked;
