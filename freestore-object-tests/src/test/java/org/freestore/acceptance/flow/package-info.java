// SPDX-License-Identifier: Apache-2.0

/// The 48 ways in which control and data reach a defect.
@NullMarked
package org.freestore.acceptance.flow;

import org.jspecify.annotations.NullMarked;
