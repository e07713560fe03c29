// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.freestore.object.Reference;
import org.jspecify.annotations.Nullable;

/// The open scopes of one thread, and the automatic objects in them, in order of creation.
///
/// ```
///   │ #1 │ a │ b │ #2 │ #3 │ c │ d │ e │        scope 1 has a and b, scope 2 nothing, scope 3 c, d, e
///                                      ▲ top
/// ```
///
/// A scope starts with its number, which is never used again and can be told from a reference,
/// whose generation is not 0. Not thread-safe; others may glance at it for reports.
public final class ScopeStack {
  private static final int FIRST_CAPACITY = 64;

  private final Map<Long, String> names = new HashMap<>();
  private long[] entries = new long[FIRST_CAPACITY];
  private int top;
  private long innermost;
  private long lastId;

  public ScopeStack() {}

  /// Opens a scope, and returns its number.
  public long open() {
    long id = ++lastId;
    push(id);
    innermost = id;
    return id;
  }

  /// Gives an open scope a name.
  public void name(long id, String name) {
    names.put(id, name);
  }

  /// Returns the number of the innermost open scope, or 0.
  public long innermost() {
    return innermost;
  }

  /// Adds an object to the innermost scope.
  public void push(long reference) {
    int at = top;
    if (Integer.compareUnsigned(at, entries.length) >= 0) {
      grow();
    }
    entries[at] = reference;
    top = at + 1;
  }

  private void grow() {
    entries = Arrays.copyOf(entries, 2 * entries.length);
  }

  /// Adds an object to an open scope that has others within.
  public void insert(long id, long reference) {
    int end = indexOf(id) + 1;
    while (end < top && !isId(entries[end])) {
      end++;
    }
    push(reference);
    System.arraycopy(entries, end, entries, end + 1, top - 1 - end);
    entries[end] = reference;
  }

  private static boolean isId(long entry) {
    return Reference.generation(entry) == 0;
  }

  /// Returns the entry on top, an object or the number of a scope.
  public long peek() {
    return entries[top - 1];
  }

  /// Removes the entry on top.
  public void pop() {
    top--;
  }

  /// Removes the number of the innermost scope, whose objects have been removed.
  ///
  /// @param outer the number of the scope around it, or 0
  public void close(long outer) {
    top--;
    innermost = outer;
  }

  /// Returns whether a scope is open.
  public boolean isOpen(long id) {
    return indexOf(id) >= 0;
  }

  private int indexOf(long id) {
    for (int i = top - 1; i >= 0; i--) {
      if (entries[i] == id) {
        return i;
      }
    }
    return -1;
  }

  /// Forgets the name of a scope that had one.
  public void forgetName(long id) {
    names.remove(id);
  }

  /// Returns what to call the scope that an object is in: its name, or its depth among its thread's
  /// open scopes; null where it is in none of these.
  public @Nullable String scopeOf(long reference) {
    long[] seen = entries;
    int at = Math.min(top, seen.length) - 1;
    while (at >= 0 && seen[at] != reference) {
      at--;
    }
    if (at < 0) {
      return null;
    }
    long id = 0;
    int depth = 0;
    for (int i = 0; i < at; i++) {
      if (isId(seen[i])) {
        id = seen[i];
        depth++;
      }
    }
    String name = names.get(id);
    return name != null ? '"' + name + '"' : "at depth " + depth;
  }
}
