// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

/// Is told of every object that a store makes and frees. A store that has one takes no fast paths.
public interface ObjectWatch {

  /// Is told of a new object.
  ///
  /// @param live the lower bits of its header
  void created(long reference, long live);

  /// Is told that somebody is about to free an object.
  ///
  /// @return what to run once it is freed; not run if it was not
  Runnable ending(long reference);
}
