// SPDX-License-Identifier: Apache-2.0
/// The object fuzzer: random programs over a family of structs, each step checked against a plain
/// Java model, misuse included. [org.freestore.fuzz.ObjectFuzzer] is where to start.
@NullMarked
package org.freestore.fuzz;

import org.jspecify.annotations.NullMarked;
