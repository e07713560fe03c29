// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.freestore.diagnostics.attach.TargetException.Reason;

/// What another process answers. One that is frozen may accept what it is sent and never answer,
/// and nothing interrupts a thread that waits for it: so every question has a thread of its own,
/// which is left behind where waiting is in vain.
final class Answer<T> {
  /// A snapshot of gigabytes may take minutes.
  static final int HOWEVER_LONG = Integer.MAX_VALUE;

  private static final int LOOK_MILLIS = 500;

  private final long pid;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final Consumer<T> unwanted;

  private Answer(long pid, Consumer<T> unwanted) {
    this.pid = pid;
    this.unwanted = unwanted;
  }

  /// Asks and waits, until the process answers, is found stopped, or has been silent for so long.
  ///
  /// @param question throws [TargetException] only
  /// @param unwanted gets what comes when nobody waits any more
  /// @throws TargetException if there is no answer, or the question says so
  static <T> T to(Supplier<T> question, long pid, int mostSeconds, Consumer<T> unwanted) {
    Answer<T> answer = new Answer<>(pid, unwanted);
    Thread.ofPlatform().daemon().name("freestore-asks-" + pid).start(() -> answer.find(question));
    return answer.await(mostSeconds);
  }

  private void find(Supplier<T> question) {
    try {
      T found = question.get();
      if (!future.complete(found)) {
        unwanted.accept(found);
      }
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(e);
    }
  }

  private T await(int mostSeconds) {
    long mostLooks = mostSeconds * 1_000L / LOOK_MILLIS;
    boolean wasStopped = false;
    for (long looks = 0; looks < mostLooks; looks++) {
      try {
        return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Twice: a debugger stops a process for a moment, too.
        boolean isStopped = LocalJvm.isStopped(pid);
        if (isStopped && wasStopped) {
          throw givenUp(LocalJvm.stopped(pid));
        }
        wasStopped = isStopped;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof TargetException refusal
            ? refusal
            : new IllegalStateException("cannot ask: pid=" + pid, e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw givenUp(silent("before this thread was interrupted"));
      }
    }
    throw givenUp(silent("in " + mostSeconds + " seconds"));
  }

  private TargetException silent(String when) {
    return new TargetException(
        Reason.NOT_ANSWERING, "the process has not answered %s: pid=%d".formatted(when, pid), null);
  }

  /// What comes at the last moment is not used.
  private TargetException givenUp(TargetException why) {
    if (!future.completeExceptionally(why) && !future.isCompletedExceptionally()) {
      unwanted.accept(future.join());
    }
    return why;
  }
}
