// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.util.List;

/// What is live and has no owner.
///
/// @param about one or two sentences below the title
/// @param groups what is alike; those to look at first come first
public record LeakTable(String about, List<Group> groups) implements Section {
  /// Copies the list.
  public LeakTable {
    groups = List.copyOf(groups);
  }

  @Override
  public String id() {
    return "leaks";
  }

  @Override
  public String title() {
    return "Leaks";
  }

  /// Who leads to a leaked object.
  public enum Kind {
    /// Nothing.
    DIRECT("direct"),
    /// Only what leaked.
    INDIRECT("indirect"),
    /// The objects of a cycle, each the next.
    CYCLE("cycle"),
    /// A root: it is no leak yet.
    REACHABLE("reachable"),
    /// Not known: it is a raw block.
    UNKNOWN("unknown");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /// Objects of one type and site.
  ///
  /// @param kind who leads to them
  /// @param typeName their type
  /// @param count how many
  /// @param byteSize of all together, in bytes
  /// @param heldCount how many objects only they lead to
  /// @param heldBytes the size of these, in bytes
  /// @param frames where they were allocated, innermost first; empty where that was not recorded
  /// @param chain how one of them is held, from the root, or the cycle it is part of
  /// @param note a sentence more, such as how certain an estimate is; empty for none
  public record Group(
      Kind kind,
      String typeName,
      long count,
      long byteSize,
      long heldCount,
      long heldBytes,
      List<String> frames,
      List<Link> chain,
      String note) {
    /// Copies the lists.
    public Group {
      frames = List.copyOf(frames);
      chain = List.copyOf(chain);
    }
  }

  /// One step of a chain.
  ///
  /// @param path the property that leads to it, such as `engine.next` or `[3]`; empty for the first
  /// @param typeName what stands there: a type, or the name of a root
  /// @param address where, in hexadecimal; empty for none
  public record Link(String path, String typeName, String address) {}
}
