// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.agent;

import static java.lang.classfile.ClassFile.ClassHierarchyResolverOption;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The one change to Netty: `ByteBufUtil.DEFAULT_ALLOCATOR`, which `ByteBufAllocator.DEFAULT` is a
/// copy of, is set to what `ProcessDefault.inPlaceOf` makes of it.
///
/// ```text
/// in ByteBufUtil.<clinit>      ...                                   an allocator, by io.netty.allocator.type
///                              invokestatic ProcessDefault.inPlaceOf     (new)
///                              putstatic DEFAULT_ALLOCATOR
/// ```
final class NettyChange implements ClassFileTransformer {
  private static final String CHANGED = "io/netty/buffer/ByteBufUtil";
  private static final String FIELD = "DEFAULT_ALLOCATOR";
  private static final ClassDesc PROCESS_DEFAULT =
      ClassDesc.of("org.freestore.netty.ProcessDefault");
  private static final ClassDesc ALLOCATOR = ClassDesc.of("io.netty.buffer.ByteBufAllocator");

  private final AllocatorJars jars;

  NettyChange(AllocatorJars jars) {
    this.jars = jars;
  }

  @Override
  public byte @Nullable [] transform(
      Module module,
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    return CHANGED.equals(name) ? changed(module, loader, bytes) : null;
  }

  /// What a transformer throws is ignored by the JVM; here it is told.
  private byte @Nullable [] changed(Module module, @Nullable ClassLoader loader, byte[] bytes) {
    try {
      if (!jars.areVisible(loader, module)) {
        FreeStoreNettyAgent.say(
            "Netty keeps its own allocator, since its class loader does not see freestore-netty:"
                + " add it to the program's class path, or to the jars inside its jar: loader="
                + loader);
        return null;
      }
      return changed(loader, bytes);
    } catch (RuntimeException e) {
      FreeStoreNettyAgent.say("Netty keeps its own allocator: " + e);
      return null;
    }
  }

  private static byte @Nullable [] changed(@Nullable ClassLoader loader, byte[] bytes) {
    ClassFile classFile =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    AtomicInteger changes = new AtomicInteger();
    ClassModel original = classFile.parse(bytes);
    byte[] changed =
        classFile.transformClass(
            original,
            ClassTransform.transformingMethodBodies(
                method -> method.methodName().equalsString("<clinit>"),
                (code, element) -> copy(code, element, changes)));
    if (changes.get() == 1) {
      return changed;
    }
    FreeStoreNettyAgent.say(
        "Netty keeps its own allocator, since this version of it is not known: writesOf"
            + FIELD
            + "="
            + changes);
    return null;
  }

  private static void copy(CodeBuilder code, CodeElement element, AtomicInteger changes) {
    if (element instanceof FieldInstruction write
        && write.opcode() == Opcode.PUTSTATIC
        && write.name().equalsString(FIELD)) {
      code.invokestatic(PROCESS_DEFAULT, "inPlaceOf", MethodTypeDesc.of(ALLOCATOR, ALLOCATOR));
      changes.incrementAndGet();
    }
    code.with(element);
  }
}
