// SPDX-License-Identifier: Apache-2.0
/// Writes the generated classes.
@NullMarked
package org.freestore.processor.write;

import org.jspecify.annotations.NullMarked;
