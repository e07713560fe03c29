// SPDX-License-Identifier: Apache-2.0

/// A store as it was at one moment: taken from the live heap, saved, loaded, compared with another.
@NullMarked
package org.freestore.diagnostics.snapshot;

import org.jspecify.annotations.NullMarked;
