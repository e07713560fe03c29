// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.util.List;
import org.freestore.protection.Site;
import org.freestore.store.Complaints;
import org.freestore.store.Misuse;

/// Puts what the layers below found into words.
final class Reports implements Complaints {
  private final FreeStore store;

  Reports(FreeStore store) {
    this.store = store;
  }

  FreeStore store() {
    return store;
  }

  @Override
  public RuntimeException misuse(Misuse misuse) {
    InvalidDeleteException ofObject =
        mayBeOfObject(misuse) ? Misuses.freed(misuse.address()) : null;
    if (ofObject != null) {
      return ofObject;
    }
    MisuseReport report = report(misuse);
    return report.defect() == Defect.DOUBLE_FREE
        ? new DoubleDeleteException(report)
        : new InvalidDeleteException(report);
  }

  /// An object of another store is an object first: what it is says more than where.
  private static boolean mayBeOfObject(Misuse misuse) {
    return misuse.kind() == Misuse.Kind.OBJECT || misuse.kind() == Misuse.Kind.WRONG_STORE;
  }

  private MisuseReport report(Misuse misuse) {
    return new MisuseReport(
        defect(misuse.kind()),
        detail(misuse.kind()),
        misuse.address(),
        misuse.storeName(),
        Thread.currentThread().getName(),
        Site.here().top(),
        null,
        null,
        null,
        List.of(),
        place(misuse) + part(misuse) + history(misuse));
  }

  /// Says which object a block is a part of. Searches: the block does not know.
  private String part(Misuse misuse) {
    LiveObject[] found = new LiveObject[1];
    if (misuse.kind() == Misuse.Kind.PART) {
      store.walkObjects(object -> {
        if (object.payloadBlock() == misuse.blockAddress()) {
          found[0] = object;
        }
      });
    }
    return found[0] == null ? "" : "it is the memory of " + found[0].words() + "\n";
  }

  private static Defect defect(Misuse.Kind kind) {
    return switch (kind) {
      case DOUBLE_FREE, REUSED -> Defect.DOUBLE_FREE;
      case WRONG_SIZE -> Defect.FREE_SIZE_MISMATCH;
      case FOREIGN, INTERIOR, NO_BLOCK, WRONG_STORE, OBJECT, PART -> Defect.BAD_FREE;
    };
  }

  private static String detail(Misuse.Kind kind) {
    return switch (kind) {
      case DOUBLE_FREE -> "block freed twice";
      case REUSED -> "block freed twice; a scope has its memory by now";
      case FOREIGN -> "address was not allocated by Freestore";
      case INTERIOR -> "address lies inside a block; only its start can be freed";
      case NO_BLOCK -> "no block starts at this address";
      case WRONG_STORE -> "block belongs to another store";
      case WRONG_SIZE -> "size is not the block's";
      case PART ->
          "block is part of an object or of a resource, which frees it; delete or close that";
      case OBJECT -> "address is an object's; objects are deleted, not freed";
    };
  }

  private static String place(Misuse misuse) {
    long block = misuse.blockAddress();
    if (block == 0) {
      return "";
    }
    String address = MisuseText.hex(misuse.address());
    return address
        + " is "
        + MisuseText.bytes(misuse.address() - block)
        + " inside of "
        + misuse.blockBytes()
        + "-byte block ["
        + MisuseText.hex(block)
        + ","
        + MisuseText.hex(block + misuse.blockBytes())
        + "): block="
        + MisuseText.hex(block)
        + " offset="
        + (misuse.address() - block)
        + " blockBytes="
        + misuse.blockBytes()
        + (misuse.slabAddress() == 0 ? "" : " slab=" + MisuseText.hex(misuse.slabAddress()))
        + "\n";
  }

  private String history(Misuse misuse) {
    return !misuse.history().isEmpty() || misuse.blockAddress() == 0
        ? misuse.history()
        : MisuseText.unknown(
            misuse.kind() == Misuse.Kind.DOUBLE_FREE ? "freed and allocated" : "allocated",
            misuse.storeName(),
            store.recordsSites());
  }

  @Override
  public boolean freeSome(long byteSize) {
    if (store.releaseQuarantine()) {
      return true;
    }
    NewHandler handler = store.options().newHandler();
    return handler != null && handler.freeSome(store, byteSize);
  }

  @Override
  public RuntimeException outOfMemory(
      long byteSize, long inUseBytes, long limitBytes, String storeName) {
    Stores.tell(listener -> listener.limitReached(storeName, byteSize, inUseBytes, limitBytes));
    String headline =
        limitBytes == Long.MAX_VALUE
            ? "the system has no more memory or address space"
            : "the store's limit is reached, or the system has no more memory";
    return new OutOfFreeStoreException(headline, byteSize, inUseBytes, limitBytes, storeName);
  }

  @Override
  public RuntimeException corrupted(String invariant) {
    return new CorruptFreeStoreException(invariant);
  }
}
