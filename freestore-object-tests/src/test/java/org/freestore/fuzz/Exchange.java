// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import org.freestore.fuzz.Property.Content;
import org.jspecify.annotations.Nullable;

/// Hands things, with all that they own, from one fuzzer to another that runs on another thread.
final class Exchange {
  private final BlockingQueue<Thing> things = new ArrayBlockingQueue<>(64);
  private final CyclicBarrier barrier;

  /// @param fuzzers how many share it
  Exchange(int fuzzers) {
    barrier = new CyclicBarrier(fuzzers);
  }

  /// Waits until all fuzzers are as far.
  ///
  /// @throws IllegalStateException if one of them has failed
  void awaitAll() {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException("another thread has failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Says that one of them has failed.
  void fail() {
    Thread.currentThread().interrupt();
    try {
      barrier.await();
    } catch (BrokenBarrierException | InterruptedException e) {
      // That was the purpose: a thread that is interrupted breaks the barrier, now and for good.
      Thread.interrupted();
    }
  }

  /// Offers a thing to whoever takes it first. What it points to stays behind, so its pointers are
  /// cleared; pointers to it stay, and will dangle when the new owner ends it.
  boolean offer(World world, Thing thing) {
    if (things.remainingCapacity() == 0) {
      return false;
    }
    leave(world, thing);
    return things.offer(thing) || !rejoin(world, thing);
  }

  private static boolean rejoin(World world, Thing thing) {
    join(world, thing);
    return true;
  }

  /// Takes a thing over, or returns null if there is none.
  @Nullable Thing take(World world) {
    Thing thing = things.poll();
    if (thing != null) {
      join(world, thing);
    }
    return thing;
  }

  private static void join(World world, Thing thing) {
    if (!thing.isPart()) {
      world.herd.add(thing);
    }
    forEachOwned(thing, owned -> join(world, owned));
  }

  private static void leave(World world, Thing thing) {
    if (!thing.isPart()) {
      world.herd.remove(thing);
    }
    clearPointers(world, thing);
    forEachOwned(thing, owned -> leave(world, owned));
  }

  private static void clearPointers(World world, Thing thing) {
    if (thing instanceof Thing.Struct struct) {
      for (Property property : struct.species.properties()) {
        if (isPointer(property) && struct.value(property) instanceof Thing) {
          world.surface.write(property, struct.handle(), null);
          struct.value(property, null);
        }
      }
    } else if (thing instanceof Thing.Array array && array.elements instanceof Elements.Pointers) {
      for (int i = 0; i < array.length(); i++) {
        world.surface.element(array.elements, array.handle(), i, null);
        array.values[i] = null;
      }
    }
  }

  private static boolean isPointer(Property property) {
    return property.content() instanceof Content.Pointer
        || property.content() instanceof Content.ArrayPointer;
  }

  private static void forEachOwned(Thing thing, Consumer<Thing> action) {
    thing.parts().forEach(action);
    if (thing instanceof Thing.Struct struct) {
      for (Property property : struct.species.properties()) {
        if (property.isOwned() && struct.value(property) instanceof Thing owned) {
          action.accept(owned);
        }
      }
    }
  }
}
