// SPDX-License-Identifier: Apache-2.0

/// The entry points: where to start to see who owns which memory.
@NullMarked
package org.freestore.diagnostics;

import org.jspecify.annotations.NullMarked;
