// SPDX-License-Identifier: Apache-2.0

/// What the cases allocate, and the forms in which a variable can hold on to it.
@NullMarked
package org.freestore.acceptance.data;

import org.jspecify.annotations.NullMarked;
