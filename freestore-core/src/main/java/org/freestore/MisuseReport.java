// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that is known of a misuse: what a [MisuseException] carries, for programs; its [#text()] is
/// the exception's message.
///
/// What is not known is `null`, an empty string or list, or -1 for numbers.
///
/// @param defect what was done wrong
/// @param detail which case of it, in words
/// @param address what was accessed, or passed to be freed; absolute
/// @param storeName the store that the memory belongs to
/// @param threadName who did it
/// @param site the program's own frame that did it: the innermost outside Freestore and the classes
///   that its annotation processor writes
/// @param access what was read or written, for defects that are accesses
/// @param subject the object that was meant
/// @param occupant what is in the subject's block now, where that is not the subject
/// @param neighbourhood the blocks around, in the order of addresses
/// @param history more lines, ready to print: who allocated and freed a raw block, or why it is not
///   known who did
public record MisuseReport(
    Defect defect,
    String detail,
    long address,
    String storeName,
    String threadName,
    StackTraceElement site,
    @Nullable Access access,
    @Nullable Subject subject,
    @Nullable Block occupant,
    List<Block> neighbourhood,
    String history)
    implements Serializable {

  /// Copies the list.
  public MisuseReport {
    Objects.requireNonNull(defect);
    neighbourhood = List.copyOf(neighbourhood);
  }

  /// A read or a write.
  ///
  /// @param write whether it was a write
  /// @param byteSize how many bytes it was to access; 0 for what is not known
  public record Access(boolean write, long byteSize) implements Serializable {}

  /// Where and by whom something was done to an object.
  ///
  /// @param what what was done: `created`, `deleted`, or how else it ended
  /// @param threadName the thread's name at that moment
  /// @param frames the stack, innermost first
  public record Trace(String what, String threadName, List<StackTraceElement> frames)
      implements Serializable {

    /// Copies the list.
    public Trace {
      frames = List.copyOf(frames);
    }
  }

  /// The object that a reference was to, alive or gone.
  ///
  /// @param reference the reference, as [StoreObject#reference()]
  /// @param typeName the type, of the whole object where that is known, as the Java language writes
  ///   it; for arrays the elements'
  /// @param kind how it came to be
  /// @param address where its payload starts, or started
  /// @param byteSize the size of its payload, in bytes, or -1
  /// @param arrayLength the number of elements of an array, or -1
  /// @param path which part of it: properties and indexes, as in `engine.cylinders[2].bore`; empty
  ///   for the whole
  /// @param generation of its block
  /// @param reused how often its block was given to another object since; -1 where it still lives
  /// @param reusedExactly whether that is exact, and not a bound: pages that went back to the
  ///   system forget
  /// @param created by whom, where that was recorded
  /// @param ended by whom, where that was recorded
  public record Subject(
      long reference,
      String typeName,
      ObjectKind kind,
      long address,
      long byteSize,
      long arrayLength,
      String path,
      long generation,
      long reused,
      boolean reusedExactly,
      @Nullable Trace created,
      @Nullable Trace ended)
      implements Serializable {

    /// Returns the type without its package, followed by the path: `Car.engine.power`,
    /// `Car[3].speed`. What has no type, as texts, is called by its kind.
    public String words() {
      String name = typeName.isEmpty() ? kind.words() : simpleTypeName();
      return path.isEmpty()
          ? name + (kind.isArray() ? "[]" : "")
          : path.startsWith("[") ? name + path : name + "." + path;
    }

    String simpleTypeName() {
      return typeName.substring(typeName.lastIndexOf('.') + 1);
    }
  }

  /// A block of a slab of objects, as it is when the report is made.
  ///
  /// @param address where it starts: 8 bytes before most objects' payload
  /// @param byteSize its size in bytes
  /// @param state `live`, `free`, `being destroyed`, `retired`, `kept for segments`, `never used`
  /// @param typeName the type of the object in it or, if it is free, that was in it last; empty
  ///   where there was none
  /// @param kind of that object
  /// @param generation of that object
  public record Block(
      long address, long byteSize, String state, String typeName, ObjectKind kind, long generation)
      implements Serializable {}

  /// Returns the first line: the defect, the case and the main facts.
  public String headline() {
    return MisuseText.headline(this);
  }

  /// Returns the last line: the defect, the object and the place, for those who search logs.
  public String summary() {
    return MisuseText.summary(this);
  }

  /// Returns the whole report, from [#headline()] to [#summary()].
  public String text() {
    return MisuseText.of(this);
  }
}
