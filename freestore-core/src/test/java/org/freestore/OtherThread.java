// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Runs things on threads that end, and passes on what they threw.
final class OtherThread {

  /// What a thread does.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private OtherThread() {}

  static void run(Work work) throws Exception {
    call(asCallable(work));
  }

  static <T> T call(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "other");
    thread.start();
    thread.join();
    return task.get();
  }

  static void runVirtual(Work work) throws Exception {
    FutureTask<Void> task = new FutureTask<>(asCallable(work));
    Thread.ofVirtual().start(task).join();
    task.get();
  }

  /// Runs all at the same time and waits for them.
  static void runAll(Thread.Builder builder, List<Work> works) throws Exception {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Work work : works) {
      FutureTask<Void> task = new FutureTask<>(asCallable(work));
      tasks.add(task);
      threads.add(builder.unstarted(task));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    for (FutureTask<Void> task : tasks) {
      task.get();
    }
  }

  private static Callable<Void> asCallable(Work work) {
    return () -> {
      work.run();
      return null;
    };
  }
}
