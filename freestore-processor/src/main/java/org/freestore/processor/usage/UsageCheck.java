// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.usage;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import org.freestore.processor.model.Struct;
import org.freestore.processor.problem.Suppression;
import org.freestore.processor.read.Interfaces;
import org.freestore.processor.read.StructReader;
import org.jspecify.annotations.Nullable;

/// Finds calls that can only fail: creating what cannot be created, deleting what cannot be deleted
/// that way.
final class UsageCheck {
  private static final String PACKAGE = "org.freestore";

  /// What `@SuppressWarnings` takes where it is certain that the object is not of a derived struct.
  private static final String NON_POLYMORPHIC_DELETE = "non-polymorphic-delete";

  /// Methods of the library whose classes need not be structs.
  private static final Set<String> TAKING_ANY_CLASS = Set.of("addAdapters", "cast", "tryCast");

  private final Trees trees;
  private final Types types;
  private final Interfaces interfaces;
  private final StructReader structs;
  private final @Nullable TypeElement storeObject;
  private final @Nullable TypeElement storeArray;

  UsageCheck(ProcessingEnvironment environment, Trees trees) {
    this.trees = trees;
    this.types = environment.getTypeUtils();
    this.interfaces = new Interfaces(environment.getElementUtils(), types);
    this.structs = new StructReader(interfaces);
    this.storeObject = environment.getElementUtils().getTypeElement(PACKAGE + ".StoreObject");
    this.storeArray = environment.getElementUtils().getTypeElement(PACKAGE + ".StoreArray");
  }

  /// A delete of a struct that is not polymorphic, which is wrong if it may be extended.
  private record Delete(TypeElement struct, Tree argument) {}

  /// Looks at a class whose expressions have their types.
  void look(CompilationUnitTree unit, TypeElement type) {
    TreePath path = trees.getPath(type);
    if (path != null) {
      Scanner scanner = new Scanner(unit);
      scanner.scan(path, null);
      scanner.reportDeletes();
    }
  }

  private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final DerivedStructs derived = new DerivedStructs(interfaces);
    private final List<Delete> deletes = new ArrayList<>();

    Scanner(CompilationUnitTree unit) {
      this.unit = unit;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      if (trees.getElement(getCurrentPath()) instanceof ExecutableElement method
          && method.getEnclosingElement() instanceof TypeElement owner
          && interfaces.isIn(owner, PACKAGE)) {
        checkClasses(call, method);
        checkDelete(call, method);
      }
      Interfaces.element(typeOf(call)).ifPresent(derived::add);
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
      mention();
      return super.visitIdentifier(name, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree name, @Nullable Void unused) {
      mention();
      return super.visitMemberSelect(name, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree declaration, @Nullable Void unused) {
      mention();
      return super.visitClass(declaration, null);
    }

    private void mention() {
      if (trees.getElement(getCurrentPath()) instanceof TypeElement type) {
        derived.add(type);
      }
    }

    private TypeMirror typeOf(Tree tree) {
      return trees.getTypeMirror(new TreePath(getCurrentPath(), tree));
    }

    private void checkClasses(MethodInvocationTree call, ExecutableElement method) {
      String name = method.getSimpleName().toString();
      for (ExpressionTree argument : call.getArguments()) {
        if (argument instanceof MemberSelectTree literal
            && literal.getIdentifier().contentEquals("class")
            && !TAKING_ANY_CLASS.contains(name)) {
          String problem = problemOf(typeOf(literal.getExpression()), name);
          if (!problem.isEmpty()) {
            error(argument, problem);
          }
        }
      }
    }

    private void checkDelete(MethodInvocationTree call, ExecutableElement method) {
      String name = method.getSimpleName().toString();
      boolean isArray = name.equals("deleteArray");
      if ((!isArray && !name.equals("delete")) || call.getArguments().size() != 1) {
        return;
      }
      ExpressionTree argument = call.getArguments().getFirst();
      TypeMirror type = typeOf(argument);
      String problem = isArray ? problemOfDeleteArray(type) : problemOfDelete(type);
      if (!problem.isEmpty()) {
        error(argument, problem);
      } else if (!isArray) {
        Interfaces.element(type)
            .filter(Interfaces::isStruct)
            .filter(struct -> !interfaces.isPolymorphic(struct))
            .filter(struct -> !isSuppressed())
            .ifPresent(struct -> deletes.add(new Delete(struct, argument)));
      }
    }

    private boolean isSuppressed() {
      for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
        Element element =
            switch (at.getLeaf().getKind()) {
              case METHOD, CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, VARIABLE ->
                  trees.getElement(at);
              default -> null;
            };
        if (Suppression.covers(element, NON_POLYMORPHIC_DELETE)) {
          return true;
        }
      }
      return false;
    }

    /// Reported last, since what extends a struct may be mentioned after the delete.
    void reportDeletes() {
      for (Delete delete : deletes) {
        String by = derived.of(delete.struct());
        if (by != null) {
          String name = delete.struct().getSimpleName().toString();
          error(
              delete.argument(),
              name
                  + ": deletes through a base that is not polymorphic: the object may be a "
                  + by
                  + ". Make "
                  + name
                  + " @Struct(polymorphic = true).");
        }
      }
    }

    private void error(Tree at, String message) {
      trees.printMessage(Diagnostic.Kind.ERROR, message, at, unit);
    }
  }

  /// Returns what is wrong with a class that a method of the library is given; empty for nothing.
  private String problemOf(TypeMirror type, String method) {
    Optional<TypeElement> element = Interfaces.element(type);
    String name = Interfaces.words(type);
    if (element.isEmpty() || !Interfaces.isStruct(element.get())) {
      return name + ": not a struct. Annotate an interface with @Struct, and give that.";
    }
    boolean constructs =
        (method.startsWith("create") || method.startsWith("tryCreate") || method.startsWith("make"))
            && !method.contains("Pointer");
    if (!constructs) {
      return "";
    }
    Struct struct = structs.read(element.get());
    if (struct.isAbstract()) {
      return name + ": abstract, so no object of it can be created. Create one that extends it.";
    }
    if (struct.defaultConstructor() == null) {
      boolean isArray = method.contains("Array");
      String what =
          isArray ? "an array needs a default constructor. " : "has no default constructor. ";
      String factory = struct.ref().name().generated() + ".create(...)";
      String mend =
          isArray ? "Add a @Constructor without further parameters." : "Call " + factory + ".";
      return name + ": " + what + mend;
    }
    return "";
  }

  private String problemOfDelete(TypeMirror type) {
    String words = Interfaces.words(type);
    if (isA(type, storeArray)) {
      return words + ": an array is not deleted by delete. Use deleteArray.";
    }
    return isForeign(type) ? words + ": not an object of a store." + mendOfForeign(type) : "";
  }

  private String problemOfDeleteArray(TypeMirror type) {
    String words = Interfaces.words(type);
    boolean isStruct = Interfaces.element(type).filter(Interfaces::isStruct).isPresent();
    if (isStruct) {
      return words + ": a single object is not deleted by deleteArray. Use delete.";
    }
    return isForeign(type) ? words + ": not an array of a store." + mendOfForeign(type) : "";
  }

  private static String mendOfForeign(TypeMirror type) {
    return type.toString().contains("MemorySegment")
        ? " Use the store's free."
        : " The garbage collector takes care of it.";
  }

  /// Returns whether no value of a type can be an object of a store.
  private boolean isForeign(TypeMirror type) {
    if (type.getKind().isPrimitive() || type.getKind() == TypeKind.ARRAY) {
      return true;
    }
    Optional<TypeElement> element = Interfaces.element(type);
    return element.isPresent()
        && (element.get().getModifiers().contains(Modifier.FINAL)
            || element.get().getQualifiedName().contentEquals("java.lang.foreign.MemorySegment"))
        && !isA(type, storeObject);
  }

  private boolean isA(TypeMirror type, @Nullable TypeElement element) {
    return element != null
        && type.getKind() == TypeKind.DECLARED
        && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }
}
