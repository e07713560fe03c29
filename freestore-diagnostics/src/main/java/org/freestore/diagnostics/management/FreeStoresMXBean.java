// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import java.util.List;
import org.freestore.diagnostics.event.MisuseCount;
import org.freestore.diagnostics.event.StoreActivity;

/// All stores of the process, for the tools of the platform: `org.freestore:type=FreeStores`.
///
/// The names of attributes start with `get`, as the specification of MXBeans asks.
public interface FreeStoresMXBean {

  /// Returns the version of these beans: a client that was made for another one cannot rely on what
  /// they have.
  int getManagementVersion();

  /// Returns Freestore's version; `unpackaged` where it does not run from a jar.
  String getVersion();

  /// Returns the names of the open stores, in the order in which they were opened, the global one
  /// first.
  List<String> getStoreNames();

  /// Returns the memory that all stores share, one line for each kind of page in use.
  List<AddressSpace> getAddressSpaces();

  /// Returns what was done wrong since the process began: equal misuses in one line, the most
  /// frequent first.
  List<MisuseCount> getMisuses();

  /// Returns what happened in the stores since the process began, closed ones included: a line for
  /// each name.
  List<StoreActivity> getActivities();

  /// Returns what is live in all stores by type, and by type and site as far as sites are known.
  /// Takes time, and 16 bytes of the Java heap, for each live block.
  ///
  /// @param most how many types and how many sites to name at most, the largest first; the others
  ///   are summed up
  Usage usage(int most);

  /// Saves a snapshot of all open stores, as `freestore leaks`, `map` and `diff` read it.
  ///
  /// @param file where to, an absolute path as this process sees it; what is there is replaced
  /// @throws IllegalArgumentException if `file` is not absolute, or cannot be written; the message
  ///   says why
  void snapshot(String file);

  /// Returns the report of what is live in all stores and would be lost if nobody deleted it any
  /// more.
  String leakReport();

  /// Checks the bookkeeping of all stores.
  ///
  /// @return the first invariant that is broken, and where; empty if all hold
  String verify();

  /// Returns to the system all memory that can be returned now.
  void trim();
}
