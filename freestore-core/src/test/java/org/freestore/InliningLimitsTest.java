// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HotSpot decides by the length of a method's code whether the method becomes a part of its
/// callers.
///
/// What every allocation and every free executes has to. What few of them do must not: a slow path
/// within a fast one makes the method so large that its callers call it from then on (`already
/// compiled into a big method`), and the fast path costs twice.
class InliningLimitsTest {
  /// `-XX:FreqInlineSize`: of what is called often.
  private static final int LONGEST_OFTEN = 325;

  /// `-XX:MaxInlineSize`: of anything, however seldom.
  private static final int LONGEST_SELDOM = 35;

  @ParameterizedTest
  @CsvSource({
    "org.freestore.heap.FastPath, pop",
    "org.freestore.heap.FastPath, push",
    "org.freestore.heap.ObjectFastPath, create",
    "org.freestore.heap.ObjectFastPath, delete",
    "org.freestore.heap.ObjectFastPath, endIn",
    "org.freestore.heap.Magazine, pop",
    "org.freestore.heap.Magazine, popObject",
    "org.freestore.ObjectMemory, create",
    "org.freestore.AutoScope, createBlock",
    "org.freestore.AutoScope, close"
  })
  void fastPathsFitIntoCallersThatAreHot(String type, String method) throws IOException {
    assertThat(codeLengths(type, method)).isNotEmpty().allMatch(it -> it <= LONGEST_OFTEN);
  }

  @ParameterizedTest
  @CsvSource({"org.freestore.FreeStore, malloc, (J)J", "org.freestore.FreeStore, free, (J)V"})
  void whatProgramsCallFitsIntoAnyCaller(String type, String method, String descriptor)
      throws IOException {
    assertThat(codeLength(type, method, descriptor)).isLessThanOrEqualTo(LONGEST_SELDOM);
  }

  @ParameterizedTest
  @CsvSource({
    "org.freestore.store.Store, allocate, (JJZ)J",
    "org.freestore.store.Store, free, (J)V",
    "org.freestore.store.Store, create, (J)J",
    "org.freestore.ObjectMemory, createIn, "
        + "(Lorg/freestore/MemoryResource;Lorg/freestore/StructType;JJ)J",
    "org.freestore.Deletion, of, (Lorg/freestore/StructType;JJ)V",
    "org.freestore.Deletion, ofReference, (JJ)V",
    "org.freestore.AutoScope, createSlowly, "
        + "(Lorg/freestore/FreeStore;Ljava/lang/Thread;Lorg/freestore/heap/ScopeStack;JJ)J",
    "org.freestore.AutoScope, closeSlowly, "
        + "(Ljava/lang/Thread;Lorg/freestore/heap/ScopeStack;JJ)V"
  })
  void exitsToSlowPathsStayCalls(String type, String method, String descriptor) throws IOException {
    assertThat(codeLength(type, method, descriptor)).isGreaterThan(LONGEST_SELDOM);
  }

  private static int codeLength(String type, String method, String descriptor) throws IOException {
    return read(type).methods().stream()
        .filter(it -> it.methodName().equalsString(method))
        .filter(it -> it.methodType().equalsString(descriptor))
        .mapToInt(it -> it.findAttribute(Attributes.code()).orElseThrow().codeLength())
        .findFirst()
        .orElseThrow();
  }

  private static List<Integer> codeLengths(String type, String method) throws IOException {
    return read(type).methods().stream()
        .filter(it -> it.methodName().equalsString(method))
        .map(it -> it.findAttribute(Attributes.code()).orElseThrow().codeLength())
        .toList();
  }

  private static ClassModel read(String type) throws IOException {
    String file = "/" + type.replace('.', '/') + ".class";
    try (InputStream in = FreeStore.class.getResourceAsStream(file)) {
      return ClassFile.of().parse(Objects.requireNonNull(in, file).readAllBytes());
    }
  }
}
