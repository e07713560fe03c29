// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.Map;
import org.freestore.FreeStore;
import org.freestore.fuzz.Thing.End;
import org.jspecify.annotations.Nullable;

/// Does random things to objects, knows what each must do, and notices when it does not.
///
/// A model in plain Java has every object with what is in it. What a step touches is compared at
/// once; everything, with the walk of the stores and their bookkeeping, every few hundred steps and
/// at the end. Misuse is part of the mix, with the report it must end in, and so are constructors
/// and destructors that fail.
final class ObjectFuzzer {
  private static final int STEPS_BETWEEN_CHECKS = 250;
  private static final int MOST_THINGS = 350;

  private final World world;
  private final Scopes scopes;
  private final SmartPointers pointers;
  private final Births births;
  private final Deeds deeds;
  private final Misdeeds misdeeds;
  private final Inventory inventory;
  private final @Nullable Exchange exchange;
  private boolean growing = true;
  private int step;

  /// @param exchange through which things go to other fuzzers and come from them, or null
  ObjectFuzzer(long seed, Surface surface, @Nullable Exchange exchange) {
    this.world = new World(seed, surface);
    this.scopes = new Scopes(world);
    this.pointers = new SmartPointers(world);
    this.births = new Births(world, scopes);
    this.deeds = new Deeds(world);
    this.misdeeds = new Misdeeds(world, scopes, pointers);
    this.inventory = new Inventory(world, pointers);
    this.exchange = exchange;
  }

  /// Takes steps, ends everything, and checks that nothing is left.
  ///
  /// @return how often each kind of thing was done
  /// @throws FuzzFailure if anything is not as it must be; the message tells the last steps
  Map<String, Integer> run(int steps) {
    try (world) {
      for (step = 0; step < steps; step++) {
        takeStep();
        if (step % STEPS_BETWEEN_CHECKS == STEPS_BETWEEN_CHECKS - 1) {
          check();
        }
      }
      endEverything();
      return world.tally();
    } catch (FuzzFailure | RuntimeException found) {
      if (exchange != null) {
        exchange.fail();
      }
      throw new FuzzFailure(found + "\n  at step " + step + ", after\n    " + world.log(), found);
    }
  }

  private void takeStep() {
    int size = world.herd.size();
    growing = size < 40 || (growing && size < MOST_THINGS);
    int choice = world.random.nextInt(1_000);
    if (choice < (growing ? 330 : 120)) {
      create(choice);
    } else if (choice < 500) {
      end(choice);
    } else if (choice < 730) {
      deeds.write();
    } else if (choice < 830) {
      pointers.use();
    } else if (choice < 970) {
      misdeeds.commit();
    } else {
      doOther(choice);
    }
  }

  private void create(int choice) {
    switch (choice % 8) {
      case 0, 1 -> births.createArray();
      case 2 -> births.copy();
      case 3 -> births.place();
      default -> births.create();
    }
  }

  private void end(int choice) {
    switch (choice % 10) {
      case 0 -> scopes.close();
      case 1 -> scopes.open();
      case 2 -> deeds.release();
      default -> deeds.delete();
    }
  }

  private void doOther(int choice) {
    if (choice < 980) {
      deeds.count();
    } else if (choice < 985) {
      trim();
    } else if (choice < 994) {
      exchange();
    } else if (choice < 995) {
      births.createStatic();
    } else if (choice < 997) {
      reopen();
    } else {
      free();
    }
  }

  private void trim() {
    world.note("trim", null);
    world.store().trim();
    FreeStore.global().trim();
  }

  private void exchange() {
    if (exchange == null) {
      return;
    }
    Thing given = world.chance(2) ? world.find(thing -> thing.end() == End.DELETE) : null;
    if (given != null && exchange.offer(world, given)) {
      world.note("hand over", given);
      return;
    }
    Thing taken = exchange.take(world);
    if (taken != null) {
      world.note("take over", taken);
      world.requireSame(taken);
    }
  }

  /// Closes a store with all that is in it. What others have handed over is not to be lost.
  private void reopen() {
    FreeStore store = world.store();
    if (exchange != null || scopes.isAnyIn(store)) {
      return;
    }
    pointers.closeAll(store);
    world.note("close store", store.name());
    world.surface.close(store);
    for (Thing thing : world.herd.living()) {
      if (thing.store() == store && thing.isAlive()) {
        disown(thing, store);
        world.model.forget(thing);
      }
    }
    misdeeds.useClosed(store);
    world.reopen();
  }

  /// What is in another store is not lost with its owner.
  private void disown(Thing owner, FreeStore store) {
    for (Thing part : owner.parts()) {
      disown(part, store);
    }
    for (Thing thing : world.herd.living()) {
      if (thing.end() == End.OWNER && thing.owner() == owner && thing.store() != store) {
        Model.free(thing);
      }
    }
  }

  private void free() {
    FreeStore store = world.chance(2) ? FreeStore.global() : world.store();
    Long address = inventory.anyAddress(store);
    if (exchange == null && address != null) {
      misdeeds.free(store, address);
    }
  }

  private void check() {
    world.note("check", null);
    if (exchange == null) {
      inventory.check();
    } else {
      world.herd.living().forEach(world.comparison::requireSame);
      world.store().verify();
    }
  }

  private void endEverything() {
    scopes.closeAll();
    pointers.closeAll();
    if (exchange != null) {
      exchange.awaitAll();
      takeTheRest(exchange);
      endWhatStaticsOwn();
    }
    for (Thing thing : world.herd.living()) {
      if (thing.isAlive() && thing.end() == End.DELETE) {
        deeds.delete(thing);
      }
    }
    check();
    if (exchange != null) {
      exchange.awaitAll();
      Inventory.requireEmpty(world.store());
    }
  }

  /// Statics outlive the run, and what they own with them; what is left over then would not tell a
  /// loss.
  private void endWhatStaticsOwn() {
    for (Thing thing : world.herd.living()) {
      if (thing.isAlive() && thing.end() == End.STATIC && thing instanceof Thing.Struct owner) {
        deeds.endOwned(owner);
      }
    }
  }

  private void takeTheRest(Exchange others) {
    while (others.take(world) != null) {
      world.note("take over the rest", null);
    }
  }
}
