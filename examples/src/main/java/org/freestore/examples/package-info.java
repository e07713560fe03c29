// SPDX-License-Identifier: Apache-2.0
/// The programs that every C++ course begins with, in Java: one class with a `main` each, and
/// beside it the structs that it uses. Each says what the C++ program was.
@NullMarked
package org.freestore.examples;

import org.jspecify.annotations.NullMarked;
