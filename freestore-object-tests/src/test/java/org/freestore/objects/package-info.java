// SPDX-License-Identifier: Apache-2.0
/// What structs do at run time: properties, construction, destruction, inheritance, copies.
@NullMarked
package org.freestore.objects;

import org.jspecify.annotations.NullMarked;
