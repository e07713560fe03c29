// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.freestore.processor.model.Struct;
import org.freestore.processor.problem.Problems;
import org.freestore.processor.read.Interfaces;
import org.freestore.processor.read.StructReader;
import org.freestore.processor.usage.UsageListener;
import org.freestore.processor.write.ClassWriter;

/// Writes the class of each interface that is annotated with `org.freestore.Struct`.
///
/// What it writes for an interface, and what it says of it or of a class that uses structs, depends
/// on that type and on those that it mentions, and on nothing else: an isolating processor, in the
/// words of incremental builds.
public final class StructProcessor extends AbstractProcessor {
  private static final String STRUCT = "org.freestore.Struct";

  /// Structs that mention types which another processor has yet to write.
  private final Set<String> deferred = new LinkedHashSet<>();

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    listen(environment);
  }

  /// The listener's class cannot even be loaded where there is no javac.
  private void listen(ProcessingEnvironment environment) {
    try {
      UsageListener.install(environment);
    } catch (LinkageError e) {
      environment.getMessager().printMessage(Diagnostic.Kind.OTHER, "not javac: " + e);
    }
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(STRUCT);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (round.processingOver()) {
      return false;
    }
    Interfaces interfaces =
        new Interfaces(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    StructReader reader = new StructReader(interfaces);
    for (TypeElement struct : structs(annotations, round)) {
      if (interfaces.isComplete(struct)) {
        process(struct, reader);
      } else {
        deferred.add(struct.getQualifiedName().toString());
      }
    }
    // Not claimed, although -Xlint:processing asks for it: javac runs no further processor then.
    return false;
  }

  private Set<TypeElement> structs(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> structs = new LinkedHashSet<>();
    for (String name : deferred) {
      TypeElement struct = processingEnv.getElementUtils().getTypeElement(name);
      if (struct != null) {
        structs.add(struct);
      }
    }
    deferred.clear();
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        if (element.getKind() == ElementKind.INTERFACE) {
          structs.add((TypeElement) element);
        } else {
          notAnInterface(element);
        }
      }
    }
    return structs;
  }

  private void notAnInterface(Element element) {
    String message = element.getSimpleName() + ": a struct is an interface. Declare it as one.";
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
  }

  private void process(TypeElement element, StructReader reader) {
    Struct struct = reader.read(element);
    Problems problems = reader.problems(element);
    problems.report(processingEnv.getMessager());
    if (!problems.hasErrors()) {
      write(struct);
    }
  }

  private void write(Struct struct) {
    ProcessingEnvironment env = processingEnv;
    ClassWriter writer =
        new ClassWriter(env.getElementUtils(), env.getTypeUtils(), StructProcessor.class.getName());
    try {
      writer.write(struct).writeTo(env.getFiler());
    } catch (FilerException e) {
      String name = struct.ref().name().qualifiedGenerated();
      error(
          struct,
          "its generated class would be "
              + name
              + ", which exists already. Rename one of the two.");
    } catch (IOException e) {
      error(struct, "its generated class cannot be written. " + e);
    }
  }

  private void error(Struct struct, String what) {
    processingEnv
        .getMessager()
        .printMessage(Diagnostic.Kind.ERROR, struct.name() + ": " + what, struct.ref().element());
  }
}
