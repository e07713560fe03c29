// SPDX-License-Identifier: Apache-2.0

/// A trace in the form in which it is replayed: compact operations on numbered slots, written to a
/// temporary file once and read by every process that measures.
@NullMarked
package org.freestore.cli.operations;

import org.jspecify.annotations.NullMarked;
