// SPDX-License-Identifier: Apache-2.0

/// What a running process holds, once and again, as text.
@NullMarked
package org.freestore.cli.live;

import org.jspecify.annotations.NullMarked;
