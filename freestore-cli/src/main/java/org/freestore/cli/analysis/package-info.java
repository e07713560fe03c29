// SPDX-License-Identifier: Apache-2.0

/// What a trace says about the program that was recorded: its operations, sizes and peak, and its
/// defects. On the way every block gets a slot, and the operations are written down for the replay.
@NullMarked
package org.freestore.cli.analysis;

import org.jspecify.annotations.NullMarked;
