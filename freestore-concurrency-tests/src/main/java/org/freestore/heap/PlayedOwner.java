// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;

/// The thread that owns every rig, as far as the heaps know: it stands for whichever thread plays
/// the owner, and is in the state that the play says.
///
/// One is enough, because one thread plays the owners of all samples in turn. It is always busy
/// unless a test lets it rest.
@NullMarked
final class PlayedOwner extends Thread {
  static final Thread INSTANCE = startDaemon(new PlayedOwner());

  private static volatile State played = State.RUNNABLE;

  private static Thread startDaemon(Thread thread) {
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  static void wake() {
    played = State.RUNNABLE;
  }

  static void rest() {
    played = State.WAITING;
  }

  @Override
  public void run() {
    while (true) {
      LockSupport.park(this);
    }
  }

  @Override
  public State getState() {
    return played;
  }
}
