// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/// Runs JMH's work on threads that Netty's allocators take for event loops, and give caches of
/// their own. JMH makes it by name: `-Djmh.executor=CUSTOM -Djmh.executor.class=...`.
public final class EventLoopThreads extends DefaultEventExecutorGroup {
  /// Called by JMH.
  public EventLoopThreads(int threads, String prefix) {
    super(threads, new DefaultThreadFactory(prefix));
  }
}
