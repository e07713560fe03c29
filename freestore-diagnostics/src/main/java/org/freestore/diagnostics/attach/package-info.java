// SPDX-License-Identifier: Apache-2.0

/// Another process of the same user on this machine, asked for what its stores hold.
@NullMarked
package org.freestore.diagnostics.attach;

import org.jspecify.annotations.NullMarked;
