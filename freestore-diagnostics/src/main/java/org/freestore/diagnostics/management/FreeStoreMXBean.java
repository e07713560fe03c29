// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import org.freestore.FreeStoreStatistics;
import org.freestore.diagnostics.event.StoreActivity;

/// An open store, for the tools of the platform: `org.freestore:type=FreeStore,name=...`. Of
/// several open stores of one name the second has `,instance=2`, and so on.
///
/// The names of attributes start with `get`, as the specification of MXBeans asks. Everything may
/// be called by any thread; nothing stops the threads that allocate.
public interface FreeStoreMXBean {

  /// Returns the store's name.
  String getName();

  /// Returns all figures of the store, which add up as [FreeStoreStatistics] says. Takes time in
  /// proportion to the number of slabs.
  FreeStoreStatistics getStatistics();

  /// Returns the bytes of live blocks and objects, with their size class's rounding.
  long getInUseBytes();

  /// Returns how many blocks and objects are live.
  long getLiveBlocks();

  /// Returns what the store holds of the address space, in bytes.
  long getHeldBytes();

  /// Returns what is neither in use nor ready for the next request of its size, in bytes: free
  /// blocks and leftovers in slabs.
  long getWasteBytes();

  /// Returns the store's limit in bytes; `Long.MAX_VALUE` for none.
  long getLimitBytes();

  /// Returns what happened in stores of this name since the process began.
  StoreActivity getActivity();

  /// Returns what is live by type, and by type and site as far as sites are known. Takes time, and
  /// 16 bytes of the Java heap, for each live block.
  ///
  /// @param most how many types and how many sites to name at most, the largest first; the others
  ///   are summed up
  Usage usage(int most);

  /// Returns the report of what is live and would be lost if nobody deleted it any more.
  String leakReport();

  /// Checks the bookkeeping of the store. Takes time in proportion to its slabs and their blocks.
  ///
  /// @return the first invariant that is broken, and where; empty if all hold
  String verify();

  /// Returns to the system all memory that can be returned now.
  void trim();
}
