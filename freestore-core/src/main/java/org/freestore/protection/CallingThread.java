// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A thread, by the name that it had at some time. Each has a number, by which it is known as long
/// as fewer than [#MOST] came after it: programs may have any number of virtual threads.
///
/// @param number tells it from all others
record CallingThread(int number, String name, long id) {
  static final int MOST = 1 << 18;

  private static final CallingThread FORGOTTEN = new CallingThread(0, "(forgotten)", 0);
  private static final Map<Integer, CallingThread> BY_NUMBER = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final ThreadLocal<@Nullable CallingThread> LATEST = new ThreadLocal<>();

  /// Returns the thread that calls.
  static CallingThread current() {
    Thread thread = Thread.currentThread();
    CallingThread latest = LATEST.get();
    if (latest != null && latest.name.equals(thread.getName()) && latest.isKnown()) {
      return latest;
    }
    CallingThread made =
        new CallingThread(COUNT.incrementAndGet(), thread.getName(), thread.threadId());
    BY_NUMBER.put(made.number, made);
    BY_NUMBER.remove(made.number - MOST);
    LATEST.set(made);
    return made;
  }

  /// Returns the thread with a number.
  static CallingThread of(int number) {
    return BY_NUMBER.getOrDefault(number, FORGOTTEN);
  }

  private boolean isKnown() {
    return COUNT.get() - number < MOST;
  }
}
