// SPDX-License-Identifier: Apache-2.0

/// Tests that fail when they leak or misuse memory.
@NullMarked
package org.freestore.diagnostics.junit;

import org.jspecify.annotations.NullMarked;
