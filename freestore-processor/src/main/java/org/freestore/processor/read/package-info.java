// SPDX-License-Identifier: Apache-2.0
/// Reads interfaces into models, and finds what is wrong with them.
@NullMarked
package org.freestore.processor.read;

import org.jspecify.annotations.NullMarked;
