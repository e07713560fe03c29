// SPDX-License-Identifier: Apache-2.0

/// The 251 defects: where the data comes from and what is done to it, wrongly and rightly.
@NullMarked
package org.freestore.acceptance.kernel;

import org.jspecify.annotations.NullMarked;
