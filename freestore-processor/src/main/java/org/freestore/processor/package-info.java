// SPDX-License-Identifier: Apache-2.0
/// The annotation processor itself.
@NullMarked
package org.freestore.processor;

import org.jspecify.annotations.NullMarked;
