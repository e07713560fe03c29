// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// A defect without its flow: Juliet's functional variant.
///
/// @param cwe the suite
/// @param name Juliet's
/// @param flowSet which flows it is carried along
/// @param sides what can be mended
/// @param badSource makes data that `badSink` must not be given
/// @param goodSource makes data that `badSink` treats rightly
/// @param badSink treats data of `badSource` wrongly
/// @param goodSink treats data of `badSource` rightly
/// @param expected what must be reported when bad meets bad, in this order
/// @param fact words that the last report must contain, or an empty string
/// @param limited whether the store has little memory
public record Kernel(
    Cwe cwe,
    String name,
    FlowSet flowSet,
    Sides sides,
    Source badSource,
    Source goodSource,
    Sink badSink,
    Sink goodSink,
    List<Finding> expected,
    String fact,
    boolean limited) {

  /// Which side of a defect can be mended.
  public enum Sides {
    /// Either.
    BOTH,
    /// The source.
    SOURCE,
    /// The sink.
    SINK,
    /// There are no sides: all of it is in one place.
    WHOLE
  }

  /// All 251.
  public static List<Kernel> all() {
    List<Kernel> kernels = new ArrayList<>();
    kernels.addAll(MemoryLeak.kernels());
    kernels.addAll(DoubleFree.kernels());
    kernels.addAll(UseAfterFree.kernels());
    kernels.addAll(FreeNotOnHeap.kernels());
    kernels.addAll(FreeNotAtStart.kernels());
    kernels.addAll(MismatchedFree.kernels());
    return List.copyOf(kernels);
  }

  static Kernel of(
      Cwe cwe,
      String name,
      FlowSet flowSet,
      Source badSource,
      Source goodSource,
      Sink badSink,
      Sink goodSink,
      Finding expected) {
    return new Kernel(
        cwe,
        name,
        flowSet,
        Sides.BOTH,
        badSource,
        goodSource,
        badSink,
        goodSink,
        List.of(expected),
        "",
        false);
  }

  static Kernel ofSource(
      Cwe cwe,
      String name,
      FlowSet flowSet,
      Source badSource,
      Source goodSource,
      Sink sink,
      Finding... expected) {
    return new Kernel(
        cwe,
        name,
        flowSet,
        Sides.SOURCE,
        badSource,
        goodSource,
        sink,
        sink,
        List.of(expected),
        "",
        false);
  }

  static Kernel ofSink(
      Cwe cwe,
      String name,
      FlowSet flowSet,
      Source source,
      Sink badSink,
      Sink goodSink,
      Finding expected) {
    return new Kernel(
        cwe,
        name,
        flowSet,
        Sides.SINK,
        source,
        source,
        badSink,
        goodSink,
        List.of(expected),
        "",
        false);
  }

  static Kernel whole(
      Cwe cwe,
      String name,
      FlowSet flowSet,
      Consumer<Frame> bad,
      Consumer<Frame> good,
      Finding expected) {
    Source none = _ -> new Data<>(Form.ADDRESS, 0L);
    return new Kernel(
        cwe,
        name,
        flowSet,
        Sides.WHOLE,
        none,
        none,
        (frame, _) -> bad.accept(frame),
        (frame, _) -> good.accept(frame),
        List.of(expected),
        "",
        false);
  }

  Kernel inLimitedMemory() {
    return new Kernel(
        cwe, name, flowSet, sides, badSource, goodSource, badSink, goodSink, expected, fact, true);
  }

  /// Returns the same kernel with words to look for in the report.
  public Kernel naming(String words) {
    return new Kernel(
        cwe,
        name,
        flowSet,
        sides,
        badSource,
        goodSource,
        badSink,
        goodSink,
        expected,
        words,
        limited);
  }

  /// Returns the same kernel with something else expected, to see whether that is noticed.
  public Kernel expecting(Finding other) {
    return new Kernel(
        cwe,
        name,
        flowSet,
        sides,
        badSource,
        goodSource,
        badSink,
        goodSink,
        List.of(other),
        fact,
        limited);
  }

  /// Returns the same kernel with another bad side, to see whether that is noticed.
  public Kernel withBad(Source source, Sink sink) {
    return new Kernel(
        cwe, name, flowSet, sides, source, goodSource, sink, goodSink, expected, fact, limited);
  }

  /// Returns the same kernel with another good side.
  public Kernel withGood(Source source, Sink sink) {
    return new Kernel(
        cwe, name, flowSet, sides, badSource, source, badSink, sink, expected, fact, limited);
  }

  /// Returns what has to be reported, in words.
  public String expectation() {
    return fact.isEmpty() ? expected.toString() : expected + " naming <" + fact + ">";
  }

  @Override
  public String toString() {
    return "CWE" + cwe.number() + " " + name;
  }
}
