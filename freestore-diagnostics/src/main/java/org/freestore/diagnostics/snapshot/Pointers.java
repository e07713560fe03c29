// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.util.List;

/// Which objects point to which others, across stores.
///
/// The pointers of a block are numbers, one after another, from [#from(int)] to [#to(int)], that
/// one excluded. Pointers to what was gone when the snapshot was taken are not among them, but
/// [counted][#dangling()]. Immutable, for any threads.
public final class Pointers {
  private static final int OWNS = 1;

  final IntColumn starts;
  final IntColumn targets;
  final IntColumn paths;
  final List<String> pathNames;
  final long dangling;

  /// @param starts of each block, where its pointers start; and where the last one's end
  /// @param paths twice the number of the path's name, and 1 more where the pointer owns
  Pointers(
      IntColumn starts, IntColumn targets, IntColumn paths, List<String> pathNames, long dangling) {
    this.starts = starts;
    this.targets = targets;
    this.paths = paths;
    this.pathNames = pathNames;
    this.dangling = dangling;
  }

  /// Returns how many there are.
  public int count() {
    return targets.size();
  }

  /// Returns the first pointer of a block.
  public int from(int block) {
    return starts.get(block);
  }

  /// Returns the pointer after the last of a block.
  public int to(int block) {
    return starts.get(block + 1);
  }

  /// Returns the block that a pointer leads to.
  public int target(int pointer) {
    return targets.get(pointer);
  }

  /// Returns the property that a pointer is in, as `engine.next`; elements are written `[]`,
  /// whatever their index.
  public String path(int pointer) {
    return pathNames.get(paths.get(pointer) >>> 1);
  }

  /// Returns whether what it leads to ends with the object that has the pointer.
  public boolean owns(int pointer) {
    return (paths.get(pointer) & OWNS) != 0;
  }

  /// Returns how many pointers led to objects that were gone.
  public long dangling() {
    return dangling;
  }

  /// Collects them, block by block.
  static final class Builder {
    private final IntColumn starts = new IntColumn();
    private final LongColumn references = new LongColumn();
    private final IntColumn paths = new IntColumn();
    private final Interned<String> pathNames = new Interned<>();

    /// Says that what follows are pointers of the next block.
    void block() {
      starts.add(references.size());
    }

    void add(String path, long reference, boolean owns) {
      references.add(reference);
      paths.add(pathNames.number(withoutIndices(path)) << 1 | (owns ? OWNS : 0));
    }

    /// An array of a million pointers has one path.
    private static String withoutIndices(String path) {
      if (path.indexOf('[') < 0) {
        return path;
      }
      StringBuilder text = new StringBuilder(path.length());
      boolean inside = false;
      for (int i = 0; i < path.length(); i++) {
        char c = path.charAt(i);
        inside &= c != ']';
        if (!inside) {
          text.append(c);
        }
        inside |= c == '[';
      }
      return text.toString();
    }

    Pointers build(ReferenceIndex index) {
      IntColumn resolvedStarts = new IntColumn();
      IntColumn targets = new IntColumn();
      IntColumn resolvedPaths = new IntColumn();
      long dangling = 0;
      int block = 0;
      for (int pointer = 0; pointer < references.size(); pointer++) {
        for (; block < starts.size() && starts.get(block) <= pointer; block++) {
          resolvedStarts.add(targets.size());
        }
        int target = index.find(references.get(pointer));
        if (target == ReferenceIndex.NONE) {
          dangling++;
        } else {
          targets.add(target);
          resolvedPaths.add(paths.get(pointer));
        }
      }
      for (; block <= starts.size(); block++) {
        resolvedStarts.add(targets.size());
      }
      return new Pointers(resolvedStarts, targets, resolvedPaths, pathNames.values(), dangling);
    }
  }
}
