// SPDX-License-Identifier: Apache-2.0

/// A Java agent that makes Freestore's allocator the default of a process: `-javaagent:...`.
///
/// In a jar of its own, which the system class loader has, while the allocator has to be where
/// Netty is.
@NullMarked
package org.freestore.netty.agent;

import org.jspecify.annotations.NullMarked;
