// SPDX-License-Identifier: Apache-2.0
/// What C++ says of dynamic memory, rule by rule, and what Freestore does: the tests of
/// `docs/cpp-semantics.md`.
@NullMarked
package org.freestore.semantics;

import org.jspecify.annotations.NullMarked;
