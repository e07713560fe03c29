// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import org.freestore.store.Complaints;
import org.freestore.store.Misuse;

/// Puts what the layers below found into words.
final class Reports implements Complaints {
  private final FreeStore store;

  Reports(FreeStore store) {
    this.store = store;
  }

  @Override
  public RuntimeException misuse(Misuse misuse) {
    String message = headline(misuse.kind()) + ": " + facts(misuse) + misuse.history();
    return misuse.kind() == Misuse.Kind.DOUBLE_FREE
        ? new DoubleDeleteException(message, misuse.address())
        : new InvalidDeleteException(message, misuse.address());
  }

  private static String headline(Misuse.Kind kind) {
    return switch (kind) {
      case DOUBLE_FREE -> "block freed twice";
      case FOREIGN -> "address was not allocated by Freestore";
      case INTERIOR -> "address lies inside a block; only its start can be freed";
      case NO_BLOCK -> "no block starts at this address";
      case WRONG_STORE -> "block belongs to another store";
      case WRONG_SIZE -> "size is not the block's";
    };
  }

  private static String facts(Misuse misuse) {
    StringBuilder facts = new StringBuilder("address=").append(hex(misuse.address()));
    if (misuse.blockAddress() != 0) {
      facts.append(" block=").append(hex(misuse.blockAddress()));
      facts.append(" offset=").append(misuse.address() - misuse.blockAddress());
    }
    if (misuse.blockBytes() != 0) {
      facts.append(" blockBytes=").append(misuse.blockBytes());
    }
    if (misuse.slabAddress() != 0) {
      facts.append(" slab=").append(hex(misuse.slabAddress()));
    }
    return facts.append(" store=").append(misuse.storeName()).toString();
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
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
