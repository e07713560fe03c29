// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.scenario;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.IntArray;
import org.freestore.diagnostics.fixture.Car;
import org.freestore.diagnostics.fixture.CarStruct;
import org.freestore.diagnostics.fixture.Engine;
import org.freestore.diagnostics.fixture.EngineStruct;
import org.freestore.diagnostics.fixture.Node;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.jspecify.annotations.Nullable;

/// Leaks on ways out that nobody thought of: exceptions, early returns, ends of threads.
final class WaysOut {
  private WaysOut() {}

  /// An exception passes by the delete.
  static void exceptionPath(FreeStore store, boolean repaired) {
    for (int i = 0; i < 3; i++) {
      try {
        parse(store, i, repaired);
      } catch (NumberFormatException e) {
        store.trim(); // and on with the next
      }
    }
  }

  private static void parse(FreeStore store, int i, boolean repaired) {
    IntArray buffer = IntArray.createIn(store, 64); // leaks: exceptionPath
    if (repaired) {
      try {
        buffer.set(0, Integer.parseInt(i == 1 ? "one" : "1"));
      } finally {
        FreeStore.deleteArray(buffer);
      }
    } else {
      buffer.set(0, Integer.parseInt(i == 1 ? "one" : "1"));
      FreeStore.deleteArray(buffer);
    }
  }

  /// What is built of two parts loses the first when the second fails.
  static void secondPartFails(FreeStore store, boolean repaired) {
    try {
      build(store, repaired);
    } catch (IllegalStateException e) {
      return;
    }
  }

  private static Car build(FreeStore store, boolean repaired) {
    Engine engine = EngineStruct.createIn(store); // leaks: secondPartFails
    try {
      Car car = body(store);
      car.engine(engine);
      return car;
    } catch (IllegalStateException e) {
      if (repaired) {
        FreeStore.delete(engine);
      }
      throw e;
    }
  }

  private static Car body(FreeStore store) {
    throw new IllegalStateException("no body in " + store.name());
  }

  /// One of several returns forgets to delete.
  static void earlyReturn(FreeStore store, boolean repaired) {
    for (int i = 0; i < 10; i++) {
      length(store, i, repaired);
    }
  }

  private static int length(FreeStore store, int i, boolean repaired) {
    long block = store.malloc(100); // leaks: earlyReturn
    if (i % 5 == 0) {
      if (repaired) {
        store.free(block);
      }
      return 0;
    }
    store.free(block);
    return i;
  }

  /// A thread ends with what it had for itself.
  static void threadDeath(FreeStore store, boolean repaired) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(new Thread(() -> work(store, repaired)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void work(FreeStore store, boolean repaired) {
    ThreadLocal<Node> own =
        ThreadLocal.withInitial(() -> NodeStruct.createIn(store)); // leaks: threadDeath
    own.get().value(1);
    if (repaired) {
      FreeStore.delete(own.get());
    }
    own.remove();
  }

  /// A task on a virtual thread fails with what it was given.
  static void taskOfVirtualThread(FreeStore store, boolean repaired) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      Car job = CarStruct.createIn(store); // leaks: taskOfVirtualThread
      Thread.ofVirtual().start(() -> finish(job, repaired)).join();
    }
  }

  private static void finish(Car job, boolean repaired) {
    try {
      if (job.name() == null) {
        return; // nothing to do
      }
      FreeStore.delete(job);
    } finally {
      if (repaired) {
        FreeStore.delete(job);
      }
    }
  }

  /// A factory is called for a look at what it makes.
  static void ignoredResult(FreeStore store, boolean repaired) {
    if (make(store, "car").name() != null && repaired) {
      FreeStore.delete(last);
    }
    last = null;
  }

  private static @Nullable Car last;

  private static Car make(FreeStore store, String name) {
    Car car = CarStruct.createIn(store); // leaks: ignoredResult
    car.name(name);
    last = car;
    return car;
  }
}
