// SPDX-License-Identifier: Apache-2.0

/// What C++ leaves undefined about storage, lifetime, `new` and `delete`: one test for each entry.
@NullMarked
package org.freestore.catalogue;

import org.jspecify.annotations.NullMarked;
