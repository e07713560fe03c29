// SPDX-License-Identifier: Apache-2.0

/// The annotation processor of Freestore: writes a class for each interface annotated with
/// `org.freestore.Struct`, and reports at compile time what is wrong with structs and their use.
module org.freestore.processor {
  requires com.palantir.javapoet;
  requires java.compiler;
  // Only to look at method bodies, where the compiler is javac.
  requires static jdk.compiler;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      org.freestore.processor.StructProcessor;
}
