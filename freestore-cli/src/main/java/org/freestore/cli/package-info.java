// SPDX-License-Identifier: Apache-2.0

/// The `freestore` command line: options, progress, exit codes.
///
/// Packages below, each using only those before it: `trace` reads files, `operations` is the form
/// in which they are replayed, `analysis` goes from one to the other, `allocator` holds what is
/// measured, `replay` executes, `worker` measures in other processes, `report` prints.
@NullMarked
package org.freestore.cli;

import org.jspecify.annotations.NullMarked;
