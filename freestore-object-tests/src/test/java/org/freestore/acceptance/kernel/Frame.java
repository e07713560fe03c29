// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.FreeStoreException;
import org.freestore.FreeStoreOptions;
import org.freestore.InvalidDeleteException;
import org.freestore.Leaks;
import org.freestore.StoreObject;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;
import org.jspecify.annotations.Nullable;

/// What one run of a case works in: a store, a scope that lasts as long as the case's outermost
/// function, and the reports so far.
public final class Frame implements AutoCloseable {
  private static final long LITTLE_BYTES = 100_000;

  private final FreeStore store;
  private final boolean limited;
  private final AutoScope scope;
  private final List<Finding> reports = new ArrayList<>();
  private final List<FreeStoreException> exceptions = new ArrayList<>();
  private final List<Data<?>> made = new ArrayList<>();
  private final Deque<Runnable> atEnd = new ArrayDeque<>();
  private final long leaksBefore;
  private @Nullable Leaks leaks;
  private long sunk;

  private Frame(FreeStore store, boolean limited) {
    this.store = store;
    this.limited = limited;
    this.leaksBefore = count(store.leaks());
    this.scope = AutoScope.openIn(store, "frame");
  }

  /// A frame in a store of its own.
  public static Frame isolated(Kernel kernel) {
    FreeStoreOptions options = FreeStoreOptions.defaults().withName(kernel.toString());
    return new Frame(
        FreeStore.open(kernel.limited() ? options.withLimitBytes(LITTLE_BYTES) : options),
        kernel.limited());
  }

  /// A frame in the global store.
  public static Frame global() {
    return new Frame(FreeStore.global(), false);
  }

  private boolean isGlobal() {
    return store == FreeStore.global();
  }

  FreeStore store() {
    return store;
  }

  /// Returns the scope of the function that calls the flow: alive until the case is over.
  AutoScope scope() {
    return scope;
  }

  /// Makes something by the function that a program would use.
  <H> Data<H> make(Form<H> form) {
    Data<H> data = isGlobal() ? form.make() : form.makeIn(store);
    made.add(data);
    return data;
  }

  /// Remembers something that is to be cleared away where the case does not do it.
  void made(Data<?> data) {
    made.add(data);
  }

  /// `strdup`, and `wcsdup` with a wide character set.
  Data<Long> duplicate(String text, Charset charset) {
    Data<Long> data = new Data<>(Form.ADDRESS, store.allocateFrom(text, charset).address());
    made.add(data);
    return data;
  }

  /// Returns more bytes than the store has.
  long tooManyBytes(ElementType type) {
    return limited ? 130_000L * type.byteSize() : 1L << 50;
  }

  /// `free`.
  void free(Data<?> data) {
    store.free(data.address());
  }

  /// Reads the data: Juliet prints it.
  void print(Data<?> data) {
    sunk += data.read();
  }

  void print(long value) {
    sunk += value;
  }

  /// Does something when the case is over, before leaks are looked for.
  void atEnd(Runnable action) {
    atEnd.push(action);
  }

  /// Runs something that may end in a report, and notes it down.
  public void attempt(Runnable action) {
    try {
      action.run();
    } catch (FreeStoreException report) {
      reports.add(Finding.of(report));
      exceptions.add(report);
    }
  }

  /// Returns what was reported, first things first.
  public List<Finding> reports() {
    return List.copyOf(reports);
  }

  /// Returns the exceptions among what was reported.
  public List<FreeStoreException> exceptions() {
    return List.copyOf(exceptions);
  }

  /// Ends the function's scope, and looks for leaks.
  ///
  /// @return how many objects and blocks were left behind
  public long leakCount() {
    while (!atEnd.isEmpty()) {
      attempt(atEnd.pop());
    }
    attempt(scope::close);
    leaks = store.leaks();
    return count(leaks) - leaksBefore;
  }

  private static long count(Leaks leaks) {
    return leaks.objects() + leaks.rawBlocks();
  }

  /// Returns the last report: of leaks where no exception was thrown.
  public String lastReport() {
    return exceptions.isEmpty()
        ? String.valueOf(leaks)
        : String.valueOf(exceptions.getLast().getMessage());
  }

  /// Clears away what the case left behind.
  @Override
  public void close() {
    scope.close();
    if (isGlobal()) {
      made.forEach(this::clear);
    } else {
      store.close();
    }
  }

  private void clear(Data<?> data) {
    if (data.handle() instanceof StoreObject object) {
      if (object.isAlive()) {
        delete(object);
      }
    } else if (isLive(data.address())) {
      store.free(data.address());
    }
  }

  private static void delete(StoreObject object) {
    if (object instanceof org.freestore.StructObject) {
      FreeStore.delete(object);
    } else {
      FreeStore.deleteArray(object);
    }
  }

  private boolean isLive(long address) {
    try {
      return store.usableSize(address) > 0;
    } catch (InvalidDeleteException gone) {
      return false;
    }
  }

  /// Returns a value that depends on all that was read, so that no read is dead code.
  public long sunk() {
    return sunk;
  }
}
