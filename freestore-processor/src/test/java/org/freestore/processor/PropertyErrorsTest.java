// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One test for each way in which a property can be wrong.
class PropertyErrorsTest {

  @Test
  void aSetterNeedsAGetter() {
    Expected.error(
        "Car.speed: setter without getter. Add `int speed();`.",
        """
        @Struct interface Car {
          void speed(int value); //!
        }
        """);
  }

  @Test
  void aGetterNeedsASetter() {
    Expected.error(
        "Car.speed: getter without setter. Add `void speed(int value);`.",
        """
        @Struct interface Car {
          int speed(); //!
        }
        """);
  }

  @Test
  void halfAPropertyOfAPolymorphicStructCanBeVirtual() {
    Expected.error(
        "Car.speed: getter without setter. Add `void speed(int value);`, or mark the method"
            + " @Virtual.",
        """
        @Struct(polymorphic = true) interface Car {
          int speed(); //!
        }
        """);
    Expected.nothing(
        """
        @Struct(polymorphic = true) interface Car {
          @Virtual int speed();
          @Virtual void log(String message);
        }
        """);
  }

  @Test
  void getterAndSetterAgreeOnTheType() {
    Expected.error(
        "Car.speed: the setter takes long, the getter returns int. Declare `void speed(int"
            + " value);`.",
        """
        @Struct interface Car {
          int speed();
          void speed(long value); //!
        }
        """);
  }

  @Test
  void aSecondSetterFitsNoProperty() {
    Expected.error(
        "Car.speed: is like an accessor of a property, but does not fit it. Rename it, or give it"
            + " the property's type.",
        """
        @Struct interface Car {
          int speed();
          void speed(int value);
          void speed(long value); //!
        }
        """);
  }

  @Test
  void whatTheCollectorOwnsCannotBeStored() {
    Expected.error(
        "Car.options: List<String> cannot be a property of a struct. Annotate List<String> with"
            + " @Struct.",
        """
        @Struct interface Car {
          java.util.List<String> options(); //!
          void options(java.util.List<String> value);
        }
        """);
    Expected.error(
        "Car.built: Date cannot be a property of a struct. Use a primitive type, an enum, String, a"
            + " struct or an array of org.freestore.",
        """
        @Struct interface Car {
          java.util.Date built(); //!
          void built(java.util.Date value);
        }
        """);
  }

  @Test
  void boxesAndJavaArraysHaveSomethingBetter() {
    Expected.error(
        "Car.speed: Integer cannot be a property of a struct. Use int.",
        """
        @Struct interface Car {
          Integer speed(); //!
          void speed(Integer value);
        }
        """);
    Expected.error(
        "Car.codes: int[] cannot be a property of a struct. Use IntArray.",
        """
        @Struct interface Car {
          int[] codes(); //!
          void codes(int[] value);
        }
        """);
  }

  @Test
  void anInterfaceThatIsNoStructCannotBePointedTo() {
    Expected.error(
        "Car.engine: Engine cannot be a property of a struct. Annotate Engine with @Struct.",
        """
        @Struct interface Car {
          Engine engine(); //!
          void engine(Engine value);
        }
        """,
        "interface Engine {}");
  }

  @Test
  void elementsOfAnArrayAreStructs() {
    Expected.error(
        "Car.parts: StructArray<String> has elements that are no structs. Name a struct:"
            + " StructArray<Car>.",
        """
        @Struct interface Car {
          StructArray<String> parts(); //!
          void parts(StructArray<String> value);
        }
        """);
  }

  @Test
  void aStructDoesNotEmbedItself() {
    Expected.error(
        "Car.twin: contains itself, by Car.twin -> Car. Make one of them a pointer: remove its"
            + " @Inline or @Length.",
        """
        @Struct interface Car {
          @Inline Car twin(); //!
        }
        """);
  }

  @Test
  void theErrorForACircleShowsTheWholeWayRound() {
    Compilation compiled =
        Compilation.of(
            List.of(
                "@Struct interface Car { @Inline Engine engine(); }",
                "@Struct interface Engine { @Length(2) StructArray<Valve> valves(); }",
                "@Struct interface Valve extends Car {}",
                "@Struct interface Innocent { @Inline Car car(); }"));
    String mend = ". Make one of them a pointer: remove its @Inline or @Length.";
    assertThat(compiled.errors())
        .containsExactly(
            "1: Car.engine: contains itself, by Car.engine -> Engine.valves -> Valve -> Car" + mend,
            "1: Engine.valves: contains itself, by Engine.valves -> Valve -> Car.engine -> Engine"
                + mend,
            "1: Valve: contains itself, by Valve -> Car.engine -> Engine.valves -> Valve" + mend);
  }

  @Test
  void anAbstractStructCannotBeEmbedded() {
    Expected.error(
        "Car.shape: Shape is abstract, so it cannot be embedded. Embed one that extends it, or point"
            + " to it.",
        """
        @Struct interface Car {
          @Inline Shape shape(); //!
        }
        """,
        "@Struct(polymorphic = true) interface Shape { @Virtual double area(); }");
  }

  @Test
  void anEmbeddedStructHasADefaultConstructor() {
    String engine =
        "@Struct interface Engine { @Constructor static void make(Engine self, int power) {} }";
    String what =
        ": Engine has no default constructor, so it cannot be embedded. Add one without arguments to"
            + " Engine, or point to it.";
    Expected.error(
        "Car.engine" + what,
        """
        @Struct interface Car {
          @Inline Engine engine(); //!
        }
        """,
        engine);
    Expected.error(
        "Car.engines" + what,
        """
        @Struct interface Car {
          @Length(2) StructArray<Engine> engines(); //!
        }
        """,
        engine);
  }

  @Test
  void lengthsArePositive() {
    for (int length : new int[] {0, -1, Integer.MIN_VALUE}) {
      Expected.error(
          "Car.codes: @Length(" + length + ") is not a length. Give it at least 1.",
          """
          @Struct interface Car {
            @Length(%d) IntArray codes(); //!
          }
          """
              .formatted(length));
    }
  }

  @Test
  void lengthIsForArrays() {
    Expected.error(
        "Car.speed: @Length embeds an array, and int is none. Remove @Length.",
        """
        @Struct interface Car {
          @Length(2) int speed(); //!
          void speed(int value);
        }
        """);
    Expected.error(
        "Car.wheel: @Length embeds an array, and Wheel is none. Let it return StructArray<Wheel>.",
        """
        @Struct interface Car {
          @Length(2) Wheel wheel(); //!
          void wheel(Wheel value);
        }
        """,
        "@Struct interface Wheel {}");
  }

  @Test
  void inlineIsForStructs() {
    Expected.error(
        "Car.speed: @Inline embeds a struct, and int is none. Remove @Inline.",
        """
        @Struct interface Car {
          @Inline int speed(); //!
          void speed(int value);
        }
        """);
    Expected.error(
        "Car.codes: an array is embedded by @Length, not by @Inline. Use @Length(n).",
        """
        @Struct interface Car {
          @Inline IntArray codes(); //!
          void codes(IntArray value);
        }
        """);
  }

  @Test
  void ownedIsForPointers() {
    Expected.error(
        "Car.name: @Owned is for pointers, and String is none. Remove @Owned.",
        """
        @Struct interface Car {
          @Owned String name(); //!
          void name(String value);
        }
        """);
    Expected.error(
        "Car.engine: @Owned is for pointers, and @Inline makes it none. Remove @Owned or @Inline.",
        """
        @Struct interface Car {
          @Owned @Inline Engine engine(); //!
        }
        """,
        "@Struct interface Engine {}");
  }

  @Test
  void anEmbeddedArrayHasNoSetter() {
    Expected.error(
        "Car.codes: an embedded array has no setter. Remove it, and copy elements with copyFrom.",
        """
        @Struct interface Car {
          @Length(2) IntArray codes();
          void codes(IntArray value); //!
        }
        """);
  }

  @Test
  void releasingIsForOwnedPointers() {
    Expected.error(
        "Car.releaseEngine: engine is not @Owned. Mark its getter @Owned, or remove this.",
        """
        @Struct interface Car {
          Engine engine();
          void engine(Engine value);
          Engine releaseEngine(); //!
        }
        """,
        "@Struct interface Engine {}");
    Expected.error(
        "Car.releaseEngine: returns another type than the property. Let it return Engine.",
        """
        @Struct interface Car {
          @Owned Engine engine();
          void engine(Engine value);
          Car releaseEngine(); //!
        }
        """,
        "@Struct interface Engine {}");
  }

  @Test
  void atomicIsForWhatFitsAWord() {
    Expected.error(
        "Car.name: a text cannot be @Atomic. Remove @Atomic.",
        """
        @Struct interface Car {
          @Atomic String name(); //!
          void name(String value);
        }
        """);
    Expected.error(
        "Car.codes: what is embedded cannot be @Atomic. Remove @Atomic.",
        """
        @Struct interface Car {
          @Atomic @Length(2) IntArray codes(); //!
        }
        """);
    Expected.error(
        "Car.engine: an @Owned pointer cannot be @Atomic. Remove one of the two.",
        """
        @Struct interface Car {
          @Atomic @Owned Engine engine(); //!
          void engine(Engine value);
        }
        """,
        "@Struct interface Engine {}");
  }

  @Test
  void comparingAndSettingNeedsAnAtomicProperty() {
    Expected.error(
        "Car.compareAndSetSpeed: speed is not @Atomic. Mark its getter @Atomic.",
        """
        @Struct interface Car {
          int speed();
          void speed(int value);
          boolean compareAndSetSpeed(int expected, int value); //!
        }
        """);
  }

  @Test
  void notEverythingCanBeComparedAndSet() {
    Expected.error(
        "Car.compareAndSetSpeed: double cannot be compared and set. Use int, long, an enum or a"
            + " pointer.",
        """
        @Struct interface Car {
          @Atomic double speed();
          void speed(double value);
          boolean compareAndSetSpeed(double expected, double value); //!
        }
        """);
    Expected.error(
        "Car.getAndAddSpeed: short cannot be added to. Use int or long.",
        """
        @Struct interface Car {
          @Atomic short speed();
          void speed(short value);
          short getAndAddSpeed(short delta); //!
        }
        """);
  }

  @Test
  void atomicAccessorsHaveTheirShape() {
    Expected.error(
        "Car.compareAndSetSpeed: wrong shape. Declare `boolean compareAndSetSpeed(int expected, int"
            + " value);`.",
        """
        @Struct interface Car {
          @Atomic int speed();
          void speed(int value);
          boolean compareAndSetSpeed(int value); //!
        }
        """);
    Expected.error(
        "Car.getAndAddSpeed: wrong shape. Declare `int getAndAddSpeed(int delta);`.",
        """
        @Struct interface Car {
          @Atomic int speed();
          void speed(int value);
          int getAndAddSpeed(long delta); //!
        }
        """);
  }

  @Test
  void annotationsStandOnTheGetter() {
    Expected.error(
        "Car.engine: @Owned has no meaning here. Move it to the property's getter.",
        """
        @Struct interface Car {
          Engine engine();
          @Owned void engine(Engine value); //!
        }
        """,
        "@Struct interface Engine {}");
  }

  @Test
  void whatAStructInheritsIsReportedWhereTheStructIs() {
    Expected.error(
        "Car.name: getter without setter. Add `void name(String value);`.",
        "@Struct interface Car extends Named {} //!",
        "interface Named { String name(); }");
  }
}
