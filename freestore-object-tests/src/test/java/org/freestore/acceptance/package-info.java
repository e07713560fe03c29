// SPDX-License-Identifier: Apache-2.0

/// Detection measured: cases in the shape of NIST Juliet's six suites of heap defects, each a
/// kernel (what is allocated and how it is misused) carried along a flow (how control and data get
/// there).
@NullMarked
package org.freestore.acceptance;

import org.jspecify.annotations.NullMarked;
