// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.ObjIntConsumer;
import sun.misc.Unsafe;

/// A method of hundreds or thousands of statements, each of which adds a field of an object to a
/// sum.
///
/// HotSpot inlines into a method until it has some 8,000 bytes of bytecode (`DesiredMethodLimit`),
/// whatever is hot in it, and does not compile one that has more of its own (`HugeMethodLimit`). A
/// statement here takes 13 or 14: with 500 of them the method is compiled and hardly anything
/// inlined, with 3,000 it is interpreted for ever.
@FunctionalInterface
interface Statements {
  /// Returns the sum of the statements' fields, each of the next of the cars, or of what the next
  /// of the references refers to or is at the next of the addresses, from the beginning again after
  /// the last.
  long sum(Car[] cars, long[] words);

  /// Generates the class with the method.
  ///
  /// @param variant by what it reads
  static Statements generate(int statements, int objects, Variant variant) {
    ClassDesc self = ClassDesc.of(Statements.class.getPackageName(), "GeneratedStatements");
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                type ->
                    type.withInterfaceSymbols(desc(Statements.class))
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC,
                            code ->
                                code.aload(0)
                                    .invokespecial(
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(
                            "sum",
                            MethodTypeDesc.of(
                                ConstantDescs.CD_long, desc(Car[].class), desc(long[].class)),
                            ClassFile.ACC_PUBLIC,
                            code -> addSum(code, statements, objects, read(variant))));
    try {
      Class<?> generated = MethodHandles.lookup().defineClass(bytes);
      return (Statements) generated.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjIntConsumer<CodeBuilder> read(Variant variant) {
    return switch (variant) {
      case UNCHECKED -> Statements::addBareRead;
      case STRUCTS_BY_REFERENCE -> Statements::addReadByReference;
      default -> Statements::addRead;
    };
  }

  private static void addSum(
      CodeBuilder code, int statements, int objects, ObjIntConsumer<CodeBuilder> read) {
    code.lconst_0().lstore(3);
    for (int i = 0; i < statements; i++) {
      code.lload(3);
      read.accept(code, i % objects);
      code.ladd().lstore(3);
    }
    code.lload(3).lreturn();
  }

  private static void addRead(CodeBuilder code, int index) {
    code.aload(1)
        .loadConstant(index)
        .aaload()
        .invokeinterface(desc(Car.class), "speed", MethodTypeDesc.of(ConstantDescs.CD_long));
  }

  private static void addReadByReference(CodeBuilder code, int index) {
    code.aload(2)
        .loadConstant(index)
        .laload()
        .invokestatic(
            desc(CarStruct.References.class),
            "speed",
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long));
  }

  private static void addBareRead(CodeBuilder code, int index) {
    code.getstatic(desc(Unchecked.class), "UNSAFE", desc(Unsafe.class))
        .aload(2)
        .loadConstant(index)
        .laload()
        .invokevirtual(
            desc(Unsafe.class),
            "getLong",
            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long));
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
