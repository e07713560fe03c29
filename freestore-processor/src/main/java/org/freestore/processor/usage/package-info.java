// SPDX-License-Identifier: Apache-2.0
/// Looks at how method bodies use structs, where the compiler shows them.
@NullMarked
package org.freestore.processor.usage;

import org.jspecify.annotations.NullMarked;
