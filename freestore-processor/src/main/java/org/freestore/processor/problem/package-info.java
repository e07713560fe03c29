// SPDX-License-Identifier: Apache-2.0
/// What is wrong with a program, and where it says so.
@NullMarked
package org.freestore.processor.problem;

import org.jspecify.annotations.NullMarked;
