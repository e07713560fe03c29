// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import org.openjdk.jcstress.annotations.State;

/// A rig one block of which is in use: the block that the actors contend for.
@State
public class OneBlock {
  final Rig rig = Rig.take();
  final long block = rig.allocate();

  /// The owner's free, as 1 or 0.
  int push() {
    return rig.push(block) ? 1 : 0;
  }

  /// Another thread's free, as 1 or 0.
  int freeRemotely() {
    return Rig.freeRemotely(block) ? 1 : 0;
  }

  /// Returns how often the block is there in the end.
  int finish() {
    return rig.finish(block);
  }
}
