// SPDX-License-Identifier: Apache-2.0
/// Reservations handed out in granules of 64 KiB, their descriptors and the side tables of slabs.
@NullMarked
package org.freestore.region;

import org.jspecify.annotations.NullMarked;
