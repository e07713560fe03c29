// SPDX-License-Identifier: Apache-2.0

/// The stores' figures and operations as MXBeans: for JConsole and its like, and for what attaches
/// to a process.
@NullMarked
package org.freestore.diagnostics.management;

import org.jspecify.annotations.NullMarked;
