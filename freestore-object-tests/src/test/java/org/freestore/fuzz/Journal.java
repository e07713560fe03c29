// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.ArrayList;
import java.util.List;

/// What constructors and destructors wrote down, and which of them are to fail.
///
/// The structs write in one, the model in another; both must read the same after each step. Each
/// thread has its own, so that several fuzzers can run at once.
final class Journal {
  private static final ThreadLocal<Journal> CURRENT = ThreadLocal.withInitial(Journal::new);

  private final List<String> events = new ArrayList<>();
  private int serials;
  private int birthsUntilFailure;
  private int deathsUntilFailure;

  /// Returns the journal that the structs write in on this thread.
  static Journal current() {
    return CURRENT.get();
  }

  /// Has the structs write in a journal on this thread.
  static void use(Journal journal) {
    CURRENT.set(journal);
  }

  /// Returns a number for a new object.
  synchronized int nextSerial() {
    return ++serials;
  }

  /// Has the constructor fail that comes so many after the next one, and a destructor; -1 for none.
  synchronized void plan(int births, int deaths) {
    birthsUntilFailure = births + 1;
    deathsUntilFailure = deaths + 1;
  }

  /// A constructor's body has run.
  synchronized void born(String what, int serial) {
    String event = "+" + what + " " + serial;
    events.add(event);
    if (--birthsUntilFailure == 0) {
      throw new Planned(event);
    }
  }

  /// A destructor's body runs.
  synchronized void died(String what, int serial) {
    String event = "-" + what + " " + serial;
    events.add(event);
    if (--deathsUntilFailure == 0) {
      throw new Planned(event);
    }
  }

  /// Forgets the last event: a bug that is planted.
  synchronized void loseLast() {
    if (!events.isEmpty()) {
      events.removeLast();
    }
  }

  /// Returns the events since the last call.
  synchronized List<String> take() {
    List<String> taken = List.copyOf(events);
    events.clear();
    return taken;
  }
}
