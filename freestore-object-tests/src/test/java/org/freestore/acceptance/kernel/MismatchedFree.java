// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;
import org.freestore.acceptance.flow.LifetimeFlows;
import org.freestore.acceptance.flow.Script;

/// CWE 762: memory is given back by other means than it was got by.
///
/// A raw block is a segment here, because `delete` takes an object and no number. `free` takes an
/// address, whatever is there.
final class MismatchedFree {
  private MismatchedFree() {}

  static List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      kernels.addAll(ofType(type));
    }
    kernels.addAll(ofDuplicates("char", UTF_8, ElementType.CHAR));
    kernels.addAll(ofDuplicates("wchar_t", UTF_16LE, ElementType.WCHAR_T));
    kernels.addAll(inClasses());
    return kernels;
  }

  private static List<Kernel> ofType(ElementType type) {
    List<Kernel> kernels = new ArrayList<>();
    for (Allocator allocator : Allocator.values()) {
      Source raw = frame -> allocator.segment(frame, type);
      String suffix = type.word() + "_" + allocator.word();
      kernels.add(kernel("delete_" + suffix, raw, type::make, Deletes::delete, Deletes::free));
      kernels.add(
          kernel(
              "delete_array_" + suffix, raw, type::makeArray, Deletes::deleteArray, Deletes::free));
    }
    Source malloc = frame -> Allocator.MALLOC.address(frame, type);
    kernels.add(
        kernel(
            "new_delete_array_" + type.word(),
            type::make,
            type::makeArray,
            Deletes::deleteArray,
            Deletes::delete));
    kernels.add(
        kernel(
            "new_array_delete_" + type.word(),
            type::makeArray,
            type::make,
            Deletes::delete,
            Deletes::deleteArray));
    kernels.add(
        kernel("new_free_" + type.word(), type::make, malloc, Frame::free, Deletes::delete));
    kernels.add(
        kernel(
            "new_array_free_" + type.word(),
            type::makeArray,
            malloc,
            Frame::free,
            Deletes::deleteArray));
    return kernels;
  }

  private static Kernel kernel(
      String name, Source badSource, Source goodSource, Sink badSink, Sink goodSink) {
    return Kernel.of(
        Cwe.MISMATCHED_FREE,
        name,
        FlowSet.ALL,
        badSource,
        goodSource,
        badSink,
        goodSink,
        Finding.MISMATCHED_DELETE);
  }

  private static List<Kernel> ofDuplicates(String word, Charset charset, ElementType type) {
    Source duplicate = frame -> duplicate(frame, charset);
    return List.of(
        kernel("strdup_delete_" + word, duplicate, type::make, Deletes::delete, Deletes::free),
        kernel(
            "strdup_delete_array_" + word,
            duplicate,
            type::makeArray,
            Deletes::deleteArray,
            Deletes::free));
  }

  private static Data<?> duplicate(Frame frame, Charset charset) {
    long address = frame.duplicate("myString", charset).handle();
    return new Data<>(Form.SEGMENT, MemorySegment.ofAddress(address).reinterpret(9));
  }

  /// Twelve classes whose constructor allocates by one means and whose destructor frees by another.
  private static List<Kernel> inClasses() {
    List<Kernel> kernels = new ArrayList<>();
    for (Allocator allocator : Allocator.values()) {
      Source raw = frame -> allocator.segment(frame, ElementType.CHAR);
      kernels.add(inClass(allocator.word() + "_delete", raw, Deletes::delete, Deletes::free));
      kernels.add(
          inClass(allocator.word() + "_delete_array", raw, Deletes::deleteArray, Deletes::free));
    }
    Source duplicate = frame -> duplicate(frame, UTF_8);
    kernels.add(inClass("strdup_delete", duplicate, Deletes::delete, Deletes::free));
    kernels.add(inClass("strdup_delete_array", duplicate, Deletes::deleteArray, Deletes::free));
    Source single = ElementType.CHAR::make;
    Source array = ElementType.CHAR::makeArray;
    kernels.add(inClass("new_delete_array", single, Deletes::deleteArray, Deletes::delete));
    kernels.add(inClass("new_free", single, Frame::free, Deletes::delete));
    kernels.add(inClass("new_array_delete", array, Deletes::delete, Deletes::deleteArray));
    kernels.add(inClass("new_array_free", array, Frame::free, Deletes::deleteArray));
    return kernels;
  }

  private static Kernel inClass(String name, Source source, Sink badSink, Sink goodSink) {
    return Kernel.whole(
        Cwe.MISMATCHED_FREE,
        name,
        FlowSet.STRAIGHT,
        frame -> LifetimeFlows.automatic(script(frame, source, badSink)),
        frame -> LifetimeFlows.automatic(script(frame, source, goodSink)),
        Finding.MISMATCHED_DELETE);
  }

  private static Script script(Frame frame, Source source, Sink sink) {
    return new Script() {
      @Override
      public Data<?> source() {
        return source.make(frame);
      }

      @Override
      public void sink(Data<?> data) {
        sink.use(frame, data);
      }
    };
  }
}
