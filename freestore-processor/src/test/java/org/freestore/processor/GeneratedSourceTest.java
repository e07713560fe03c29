// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads and compiles what the processor writes.
class GeneratedSourceTest {
  private static final String CAR =
      """
      @Struct interface Car {
        int speed();
        void speed(int value);
        Car next();
        void next(Car value);
        String name();
        void name(String value);
      }
      """;

  /// Structs that together have every kind of property, constructor, method and base.
  private static final String[] EVERYTHING = {
    """
    @Struct(checkInitialization = true) interface Values {
      enum Color { RED, GREEN }
      boolean a(); void a(boolean value);
      byte b(); void b(byte value);
      short c(); void c(short value);
      char d(); void d(char value);
      int e(); void e(int value);
      long f(); void f(long value);
      float g(); void g(float value);
      double h(); void h(double value);
      Color i(); void i(Color value);
      String j(); void j(String value);
      @Atomic int k(); void k(int value);
      boolean compareAndSetK(int expected, int value); int getAndAddK(int delta);
      @Atomic long l(); void l(long value);
      boolean compareAndSetL(long expected, long value); long getAndAddL(long delta);
      @Atomic Color m(); void m(Color value); boolean compareAndSetM(Color expected, Color value);
      @Atomic Values n(); void n(Values value); boolean compareAndSetN(Values expected, Values value);
      @Atomic boolean o(); void o(boolean value);
      @Atomic IntArray p(); void p(IntArray value);
      @Deprecated int q(); @Deprecated void q(int value);
    }
    """,
    """
    @Struct interface Pointers {
      Values a(); void a(Values value);
      @Owned Values b(); void b(Values value); Values releaseB();
      @Inline Values c(); void c(Values value);
      @Inline Values d();
      IntArray e(); void e(IntArray value);
      @Owned LongArray f(); void f(LongArray value); LongArray releaseF();
      StructArray<Values> g(); void g(StructArray<Values> value);
      @Owned PointerArray<Shape> h(); void h(PointerArray<Shape> value);
      @Owned Shape i(); void i(Shape value); Shape releaseI();
      @Length(1) BooleanArray j();
      @Length(2) ByteArray k();
      @Length(3) ShortArray l();
      @Length(4) CharArray m();
      @Length(5) IntArray n();
      @Length(6) LongArray o();
      @Length(7) FloatArray p();
      @Length(8) DoubleArray q();
      @Length(9) StructArray<Values> r();
      @Length(10) PointerArray<Shape> s();
    }
    """,
    """
    @Struct(polymorphic = true, sharedFromThis = true) interface Shape extends Comparable<Shape> {
      @Virtual double area();
      default <T extends Exception> T grow(T failure, String... names) throws T { return failure; }
      @Override default int compareTo(Shape other) { return 0; }
      @Constructor static void make(Shape self, int resource, String... object) throws Exception {}
      @Constructor static void make(Shape self, Shape other) {}
      @Destructor static void destroy(Shape self) throws Exception {}
    }
    """,
    """
    @Struct(order = FieldOrder.DECLARED, alignment = 64) interface Square extends Shape, Named<String> {
      double side(); void side(double value);
      @Override default double area() { return side() * side(); }
      @Constructor(base = Constructor.Base.EXPLICIT) static void make(Square self, double self_)
          throws Exception { SquareStruct.constructBase(self, 1, "a"); }
      @Constructor(base = Constructor.Base.DELEGATE) static void make(Square self) throws Exception {
        SquareStruct.delegate(self, 1.0); }
      @Destructor static void destroy(Square self) {}
    }
    """,
    "interface Named<T> { T name(); void name(T value); }",
    "@Struct interface Empty {}",
    "@Struct interface Large { @Length(5000) IntArray data(); @Inline Pointers all(); }",
    "package other; import test.*; import org.freestore.*; @Struct public interface Far {"
        + " Empty2 a(); void a(Empty2 value); @Inline Empty2 b(); void b(Empty2 value);"
        + " @Owned Empty2 c(); void c(Empty2 value); Empty2 releaseC(); }",
    "package other; import test.*; import org.freestore.*;"
        + " @Struct public interface FarDerived extends Empty2 { int y(); void y(int value); }",
    "package test; import org.freestore.*; @Struct public interface Empty2 { int x(); void x(int value);"
        + " @Constructor static void make(Empty2 self) {} }",
    "class Outer { @Struct protected interface Inner { interface StructType {} enum Override { A }"
        + " Override o(); void o(Override value); } }"
  };

  @Test
  void everythingCompilesWithoutAWarning() {
    Compilation compiled = Compilation.of(List.of(EVERYTHING), "-Xlint:all,-processing", "-Werror");
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.warnings()).isEmpty();
  }

  @Test
  void accessorsAreOneLine() {
    String source = Compilation.of(List.of(CAR)).generated("test.CarStruct");
    assertThat(body(source, "public int speed()")).isEqualTo("return getInt(SPEED_OFFSET);");
    assertThat(body(source, "public void speed(int value)"))
        .isEqualTo("putInt(SPEED_OFFSET, value);");
    assertThat(body(source, "public String name()")).isEqualTo("return getText(NAME_OFFSET);");
    assertThat(body(source, "public void next(Car value)"))
        .isEqualTo("putLong(NEXT_OFFSET, referenceTo(value));");
  }

  @Test
  void creatingWithoutAConstructorIsOneLine() {
    String source = Compilation.of(List.of(CAR)).generated("test.CarStruct");
    assertThat(body(source, "static Car create()"))
        .isEqualTo("return new CarStruct(allocate(TYPE, LIVE, WORD_BYTES));");
    assertThat(source).contains("private static final long LIVE = TYPE.liveHeader();");
  }

  @Test
  void whatIsUsedByReferenceHasOneHeaderNearItsData() {
    Compilation compiled = Compilation.of(List.of(EVERYTHING));
    assertThat(compiled.generated("test.EmptyStruct")).contains("class References");
    for (String name : new String[] {"Values", "Shape", "Large"}) {
      assertThat(compiled.generated("test." + name + "Struct")).doesNotContain("class References");
    }
  }

  @Test
  void accessorsByReferenceGiveWayToTheMethodsOfTheirClass() {
    String source =
        Compilation.of(
                List.of(
                    """
                    @Struct interface Car {
                      int create(); void create(int value);
                      int delete(); void delete(int value);
                      int of(); void of(int value);
                      int object(); void object(int value);
                      int key(); void key(int value);
                      @Constructor static void make(Car self, String... names) {}
                    }
                    """))
            .generated("test.CarStruct");
    String references = source.substring(source.indexOf("class References"));
    assertThat(references)
        .contains("static long create(String... names)", "static void delete(long object)")
        .contains("static int key(long object)", "static void key(long object, int value)")
        .doesNotContain("CREATE_OFFSET", "DELETE_OFFSET", "OF_OFFSET", "OBJECT_OFFSET");
  }

  private static String body(String source, String method) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(method) + " \\{\\s*(.*?)\\s*\\n  }", Pattern.DOTALL)
            .matcher(source);
    assertThat(matcher.find()).as(method).isTrue();
    return matcher.group(1);
  }

  @Test
  void publicMembersAreDocumented() {
    Compilation compiled =
        Compilation.of(List.of("package test; import org.freestore.*; public " + CAR));
    List<String> lines = compiled.generated("test.CarStruct").lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      boolean isPublicStatic = lines.get(i).strip().startsWith("public static");
      if (isPublicStatic) {
        assertThat(lines.get(i - 1).strip()).as(lines.get(i)).isEqualTo("*/");
      }
    }
  }

  @Test
  void eachClassComesFromOneInterface() {
    Compilation compiled = Compilation.of(List.of(EVERYTHING));
    assertThat(compiled.originating()).hasSize(10);
    compiled.originating().forEach((name, files) -> assertThat(files).as(name).hasSize(1));
    assertThat(compiled.originating().get("other.FarDerivedStruct"))
        .containsExactly("/other/FarDerived.java");
  }

  /// What an incremental build compiles again gets the same class from class files as from sources.
  @Test
  void eachClassIsTheSameWhenItIsCompiledAlone() {
    Compilation all = Compilation.of(List.of(EVERYTHING));
    for (String source : EVERYTHING) {
      Compilation alone = Compilation.of(all.classes(), List.of(source));
      assertThat(alone.errors()).as(source).isEmpty();
      alone
          .originating()
          .keySet()
          .forEach(
              name -> assertThat(alone.generated(name)).as(name).isEqualTo(all.generated(name)));
    }
  }

  @Test
  void nullsAreAnnotatedOnlyWhereTheAnnotationsAreKnown() {
    String annotated = Compilation.of(List.of(CAR)).generated("test.CarStruct");
    assertThat(annotated).contains("@NullMarked", "static @Nullable Car tryCreate()");
    Compilation compiled =
        Compilation.of(List.of(CAR), "-classpath", Compilation.library().toString());
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated("test.CarStruct")).doesNotContain("jspecify", "@Null");
  }

  @Test
  void accessorsHaveTheNullAnnotationsOfTheInterface() {
    String source =
        Compilation.of(
                List.of(
                    """
                    @Struct interface Car {
                      @org.jspecify.annotations.Nullable String name();
                      void name(@org.jspecify.annotations.Nullable String value);
                      String plate();
                      void plate(String value);
                    }
                    """))
            .generated("test.CarStruct");
    assertThat(source)
        .contains("@Nullable String name()", "void name(@Nullable String value)")
        .contains("public String plate()", "void plate(String value)");
  }

  @Test
  void theClassIsAsVisibleAsItsInterface() {
    record Case(String outer, String inner, boolean isPublic) {}
    Stream.of(
            new Case("public class Outer", "public", true),
            new Case("public class Outer", "protected", false),
            new Case("public class Outer", "", false),
            new Case("class Outer", "public", false),
            new Case("public interface Outer", "", true),
            new Case("interface Outer", "", false))
        .forEach(one -> {
          Compilation compiled =
              Compilation.of(
                  List.of(
                      "package test; import org.freestore.*; %s { @Struct %s interface Car {} }"
                          .formatted(one.outer(), one.inner())));
          String generated = compiled.generated("test.Outer_CarStruct");
          assertThat(generated.contains("public final class")).isEqualTo(one.isPublic());
          assertThat(generated.contains("public static")).isEqualTo(one.isPublic());
        });
  }

  @Test
  void aTypeThatAnotherProcessorWritesIsWaitedFor() {
    Compilation compiled =
        Compilation.of(
            Map.of(),
            List.of(new ColorProcessor()),
            List.of("@Struct interface Car { Color color(); void color(Color value); }"));
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.generated("test.CarStruct")).contains("Color[] COLOR_VALUES");
  }

  @Test
  void aTypeThatDoesNotExistIsTheCompilersToReport() {
    Compilation compiled =
        Compilation.of(
            List.of("@Struct interface Car { Color color(); void color(Color value); }"));
    assertThat(compiled.errors()).allMatch(error -> error.contains("cannot find symbol"));
  }
}
