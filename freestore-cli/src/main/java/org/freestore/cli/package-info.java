// SPDX-License-Identifier: Apache-2.0

/// The `freestore` command line: options, progress, exit codes.
@NullMarked
package org.freestore.cli;

import org.jspecify.annotations.NullMarked;
