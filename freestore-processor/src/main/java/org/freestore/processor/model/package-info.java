// SPDX-License-Identifier: Apache-2.0
/// What a struct is, once its interface has been read: properties, layout, constructors, methods.
@NullMarked
package org.freestore.processor.model;

import org.jspecify.annotations.NullMarked;
