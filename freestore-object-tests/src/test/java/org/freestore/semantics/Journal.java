// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the constructors and destructors of these tests write down that they ran, and where they
/// fail if a test planned it.
final class Journal {
  private static final List<String> EVENTS = new ArrayList<>();
  private static final Map<String, RuntimeException> FAILURES = new HashMap<>();
  private static int number;

  private Journal() {}

  /// A failure that a test planned.
  static final class Planned extends RuntimeException {
    private static final long serialVersionUID = 1;

    Planned(String message) {
      super(message);
    }
  }

  /// Forgets everything; numbers begin at 1 again.
  static synchronized void clear() {
    EVENTS.clear();
    FAILURES.clear();
    number = 0;
  }

  /// Returns 1, 2, 3, …: what tells objects of one struct apart.
  static synchronized int nextNumber() {
    number++;
    return number;
  }

  /// Writes an event down, then fails if that was planned.
  static synchronized void note(String event) {
    EVENTS.add(event);
    RuntimeException failure = FAILURES.remove(event);
    if (failure != null) {
      throw failure;
    }
  }

  /// Plans that whoever next writes down an event fails.
  ///
  /// @return what it will throw
  static synchronized RuntimeException failAt(String event) {
    RuntimeException failure = new Planned("planned at " + event);
    FAILURES.put(event, failure);
    return failure;
  }

  /// Returns the events so far, and forgets them.
  static synchronized List<String> read() {
    List<String> events = List.copyOf(EVENTS);
    EVENTS.clear();
    return events;
  }
}
