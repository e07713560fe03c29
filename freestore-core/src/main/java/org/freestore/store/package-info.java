// SPDX-License-Identifier: Apache-2.0
/// Stores: raw blocks of every size, for every thread, with a budget, checks, statistics and a
/// walk.
@NullMarked
package org.freestore.store;

import org.jspecify.annotations.NullMarked;
