// SPDX-License-Identifier: Apache-2.0
/// Runs the examples.
@NullMarked
package org.freestore.examples;

import org.jspecify.annotations.NullMarked;
