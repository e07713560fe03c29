// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One test for each call that can only fail.
class UsageErrorsTest {
  private static final String[] STRUCTS = {
    "@Struct interface Plain { int x(); void x(int value); }",
    "@Struct interface Derived extends Plain {}",
    "@Struct interface Picky { @Constructor static void make(Picky self, int x) {} }",
    "@Struct(polymorphic = true) interface Shape { @Virtual double area(); }",
    "@Struct interface Square extends Shape { @Override default double area() { return 1; } }",
    "interface NoStruct {}"
  };

  private static void error(String message, String call) {
    Expected.error(message, with(call));
  }

  private static String[] with(String call) {
    String source =
        """
        class Use {
          void use(Plain plain, Derived derived, Shape shape, Object any, StructArray<Plain> plains,
              PointerArray<Plain> pointers, IntArray ints, AutoScope scope, Storage storage) {
            %s; //!
          }
        }
        """
            .formatted(call);
    return withStructs(source);
  }

  private static String[] withStructs(String source) {
    String[] all = new String[STRUCTS.length + 1];
    all[0] = source;
    System.arraycopy(STRUCTS, 0, all, 1, STRUCTS.length);
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FreeStore.createArray(Picky.class, 3)",
        "FreeStore.createArrayIn(scope, Picky.class, 3)",
        "scope.createArray(Picky.class, 3)"
      })
  void anArrayNeedsADefaultConstructor(String call) {
    error(
        "Picky: an array needs a default constructor. Add a @Constructor without further"
            + " parameters.",
        call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FreeStore.create(Picky.class)",
        "FreeStore.createIn(scope, Picky.class)",
        "FreeStore.tryCreate(Picky.class)",
        "scope.create(Picky.class)"
      })
  void createByClassNeedsADefaultConstructor(String call) {
    error("Picky: has no default constructor. Call PickyStruct.create(...).", call);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FreeStore.create(Shape.class)", "FreeStore.createArray(Shape.class, 1)"})
  void anAbstractStructHasNoObjects(String call) {
    error("Shape: abstract, so no object of it can be created. Create one that extends it.", call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FreeStore.create(NoStruct.class)",
        "FreeStore.createPointerArray(String.class, 1)"
      })
  void whatIsNoStructCannotBeCreated(String call) {
    String name = call.contains("String") ? "String" : "NoStruct";
    error(name + ": not a struct. Annotate an interface with @Struct, and give that.", call);
  }

  @Test
  void aBaseThatIsNotPolymorphicIsNotDeletedThrough() {
    String message =
        "Plain: deletes through a base that is not polymorphic: the object may be a test.Derived."
            + " Make Plain @Struct(polymorphic = true).";
    error(message, "FreeStore.delete(plain)");
    error(message, "Runnable later = () -> FreeStore.delete(plain)");
    error(message, "FreeStore.delete(plains.get(3))");
  }

  @Test
  void anAdapterNeedNotBeAStruct() {
    String use = "class MyPool { static { FreeStore.addAdapters(MyPool.class, String.class); } }";
    assertThat(Compilation.of(List.of(use)).errors()).isEmpty();
  }

  @Test
  void aDerivedStructOfALibraryCountsOnceItIsMentioned() {
    Compilation library = Compilation.of(List.of(STRUCTS));
    assertThat(library.errors()).isEmpty();
    String use = "class Use { void use(Plain plain) { FreeStore.delete(plain); } %s }";
    assertThat(Compilation.of(library.classes(), List.of(use.formatted(""))).errors()).isEmpty();
    assertThat(Compilation.of(library.classes(), List.of(use.formatted("Derived field;"))).errors())
        .hasSize(1)
        .first()
        .asString()
        .contains("Plain: deletes through a base that is not polymorphic");
  }

  /// Or an incremental build would say something else than a full one.
  @Test
  void whatIsSaidOfAClassDependsOnWhatItMentions() {
    String source = "class Use { void use(Plain plain) { FreeStore.delete(plain); %s } }";
    Expected.nothing(withStructs(source.formatted("")));
    for (String mention :
        new String[] {
          "Derived derived;",
          "test.Derived derived;",
          "var all = new java.util.ArrayList<Derived>();",
          "DerivedStruct.create();",
          "class Local { interface More extends Derived {} }",
          "Object any = Derived.class;"
        }) {
      Compilation compiled = Compilation.of(List.of(withStructs(source.formatted(mention))));
      assertThat(compiled.errors())
          .as(mention)
          .singleElement()
          .asString()
          .contains("Plain: deletes through a base that is not polymorphic");
    }
  }

  @Test
  void whoKnowsBetterCanSaySo() {
    String[] sources = with("FreeStore.delete(plain)");
    sources[0] = sources[0].replace("  void use", "  @SuppressWarnings(\"freestore\") void use");
    Expected.nothing(sources);
    sources[0] = sources[0].replace("\"freestore\"", "\"non-polymorphic-delete\"");
    Expected.nothing(sources);
  }

  @Test
  void deleteAndDeleteArrayAreNotMixedUp() {
    String array = ": an array is not deleted by delete. Use deleteArray.";
    error("StructArray<Plain>" + array, "FreeStore.delete(plains)");
    error("PointerArray<Plain>" + array, "FreeStore.delete(pointers)");
    error("IntArray" + array, "FreeStore.delete(ints)");
    error(
        "Derived: a single object is not deleted by deleteArray. Use delete.",
        "FreeStore.deleteArray(derived)");
  }

  @Test
  void whatIsInNoStoreIsNotDeleted() {
    String collected = ": not an object of a store. The garbage collector takes care of it.";
    error("String" + collected, "FreeStore.delete(\"x\")");
    error("int[]" + collected, "FreeStore.delete(new int[3])");
    error(
        "MemorySegment: not an object of a store. Use the store's free.",
        "FreeStore.delete(java.lang.foreign.MemorySegment.NULL)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FreeStore.delete(derived)",
        "FreeStore.delete(shape)",
        "FreeStore.delete(any)",
        "FreeStore.delete(null)",
        "FreeStore.deleteArray(plains)",
        "FreeStore.deleteArray(any)",
        "FreeStore.create(Plain.class)",
        "FreeStore.createArray(Square.class, 2)",
        "FreeStore.createPointerArray(Shape.class, 2)",
        "FreeStore.createPointerArray(Picky.class, 2)",
        "FreeStore.cast(NoStruct.class, any)"
      })
  void nothingIsSaidOfWhatIsRight(String call) {
    Expected.nothing(with(call));
  }

  @Test
  void everyClassIsLookedAtInEveryCompilePolicy() {
    String[] sources = with("FreeStore.delete(plains)");
    for (String policy : new String[] {"simple", "byfile", "bytodo"}) {
      Compilation compiled = Compilation.of(List.of(sources), "-XDcompilePolicy=" + policy);
      assertThat(compiled.errors()).as(policy).hasSize(1);
    }
  }
}
