// SPDX-License-Identifier: Apache-2.0
/// Raw memory by address: the one class that reads and writes it.
@NullMarked
package org.freestore.memory;

import org.jspecify.annotations.NullMarked;
