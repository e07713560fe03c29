// SPDX-License-Identifier: Apache-2.0
/// Closer watch over raw blocks: sites, guard bytes, fill patterns and a quarantine.
@NullMarked
package org.freestore.protection;

import org.jspecify.annotations.NullMarked;
