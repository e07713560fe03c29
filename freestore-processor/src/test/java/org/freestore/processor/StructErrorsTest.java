// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One test for each way in which a struct as a whole can be wrong.
class StructErrorsTest {

  @Test
  void aStructIsAnInterface() {
    for (String kind : new String[] {"class", "enum", "record"}) {
      Expected.error(
          "Car: a struct is an interface. Declare it as one.",
          "@Struct %s Car%s {} //!".formatted(kind, kind.equals("record") ? "(int x)" : ""));
    }
  }

  @Test
  void aStructCannotBePrivate() {
    Expected.error(
        "Garage.Car: its generated class could not use it. Remove `private`.",
        """
        class Garage {
          @Struct private interface Car {} //!
        }
        """);
    Expected.error(
        "Garage.Hall.Car: its generated class could not use it, because Hall is private. Remove"
            + " `private`.",
        """
        class Garage {
          private interface Hall {
            @Struct interface Car {} //!
          }
        }
        """);
  }

  @Test
  void aStructHasNoTypeParameters() {
    Expected.errorAmong(
        "Car: a struct cannot have type parameters. Remove them: declare a struct for each type.",
        "@Struct interface Car<T> {} //!");
  }

  @Test
  void aStructExtendsOneStruct() {
    Expected.error(
        "Car: extends several structs, Engine and Wheel. Extend one, and point to or @Inline the"
            + " other.",
        "@Struct interface Car extends Engine, Wheel {} //!",
        "@Struct interface Engine {}",
        "@Struct interface Wheel {}");
  }

  @Test
  void aStructThatIsExtendedByAnotherBaseIsNotASecondOne() {
    Expected.nothing(
        "@Struct interface Car extends Vehicle, Engine {}",
        "@Struct interface Vehicle extends Engine {}",
        "@Struct interface Engine {}");
  }

  @Test
  void alignmentsArePowersOfTwoInRange() {
    for (int alignment : new int[] {-8, 0, 1, 4, 7, 12, 2048}) {
      Expected.error(
          "Car: alignment = " + alignment + " is not possible. Use a power of two from 8 to 1024.",
          "@Struct(alignment = %d) interface Car {} //!".formatted(alignment));
    }
    for (int alignment = 8; alignment <= 1024; alignment *= 2) {
      Expected.nothing("@Struct(alignment = %d) interface Car {}".formatted(alignment));
    }
  }

  @Test
  void anAbstractMethodOfAStructIsAnAccessor() {
    Expected.error(
        "Car.drive: an abstract method that is no accessor. Make it a default method, or the struct"
            + " @Struct(polymorphic = true).",
        """
        @Struct interface Car {
          void drive(); //!
        }
        """);
  }

  @Test
  void virtualMethodsNeedAPolymorphicStruct() {
    Expected.error(
        "Car.drive: @Virtual in a struct that is not polymorphic. Make it @Struct(polymorphic ="
            + " true), or remove @Virtual.",
        """
        @Struct interface Car {
          @Virtual void drive(); //!
        }
        """);
  }

  @Test
  void theGeneratedClassMustNotExist() {
    Expected.error(
        "Car: its generated class would be test.CarStruct, which exists already. Rename one of the"
            + " two.",
        "@Struct interface Car {} //!",
        "class CarStruct {}");
  }

  @Test
  void twoStructsCannotHaveTheSameGeneratedClass() {
    Compilation compiled =
        Compilation.of(
            List.of(
                "@Struct interface Garage_Car {}", "class Garage { @Struct interface Car {} }"));
    assertThat(compiled.errors())
        .containsExactly(
            "1: Garage.Car: its generated class would be test.Garage_CarStruct, which exists"
                + " already. Rename one of the two.");
  }

  @Test
  void namesDifferInMoreThanTheirConstants() {
    Expected.error(
        "Car.top_Speed: its constant would be TOP_SPEED_OFFSET, as that of topSpeed is. Rename one"
            + " of the two.",
        """
        @Struct interface Car {
          int topSpeed();
          void topSpeed(int value);
          int top_Speed(); //!
          void top_Speed(int value);
        }
        """);
  }

  @Test
  void aPropertyDoesNotHideOneOfTheBase() {
    Compilation compiled =
        Compilation.of(
            List.of(
                """
                @Struct interface Car extends Vehicle {
                  int speed();
                  void speed(int value);
                }
                """,
                "@Struct interface Vehicle { int speed(); void speed(int value); }"));
    assertThat(compiled.errors())
        .containsExactly(
            "2: Car.speed: an accessor of the base Vehicle. Rename it.",
            "3: Car.speed: an accessor of the base Vehicle. Rename it.");
  }

  @Test
  void anAccessorIsNotOverridden() {
    Expected.error(
        "Car.speed: an accessor of the base Vehicle. Rename it.",
        """
        @Struct interface Car extends Vehicle {
          @Override default int speed() { return 1; } //!
        }
        """,
        "@Struct interface Vehicle { int speed(); void speed(int value); }");
  }

  @Test
  void propertiesAreNotCalledAsMethodsOfEveryObject() {
    for (String name : new String[] {"reference", "isAlive", "type", "live", "layout"}) {
      String type = name.equals("isAlive") ? "boolean" : "long";
      Expected.error(
          "Car.%s: the generated class has a method of its own `%s()`. Rename it."
              .formatted(name, name),
          """
          @Struct interface Car {
            %s %s(); //!
            void %s(%s value);
          }
          """
              .formatted(type, name, name, type));
    }
  }

  @Test
  void methodsAreNotCalledAsFactories() {
    Expected.error(
        "Car.create: the generated class has a method of its own `create(java.lang.String)`. Rename"
            + " it.",
        """
        @Struct interface Car {
          @Constructor static void construct(Car self, String name) {}
          default Car create(String name) { return this; } //!
        }
        """);
    Expected.nothing("@Struct interface Car { default Car create(String name) { return this; } }");
  }

  @Test
  void anObjectThatLiesElsewhereThanItsBaseNeedsAPolymorphicBase() {
    Expected.error(
        "Big: its objects are too large or too strictly aligned to lie where those of its base Small"
            + " do (byteSize=4004 byteAlignment=4). Make Small @Struct(polymorphic = true).",
        """
        @Struct interface Big extends Small { //!
          @Length(1000) IntArray data();
        }
        """,
        "@Struct interface Small { int size(); void size(int value); }");
  }

  @Test
  void aStructIsNotLargerThanMemory() {
    Expected.error(
        "Car: larger than any object can be. Point to an array instead.",
        """
        @Struct interface Car { //!
          @Length(Integer.MAX_VALUE) StructArray<Part> parts();
        }
        """,
        "@Struct interface Part { @Length(Integer.MAX_VALUE) LongArray data(); }");
  }

  @Test
  void adviceOnABaseThatHasSomethingToDestroy() {
    String base = "@Struct interface Vehicle { @Destructor static void destroy(Vehicle self) {} }";
    Expected.warning(
        "[non-polymorphic-base] Car: its base Vehicle has something to destroy, but is not"
            + " polymorphic, so this cannot be deleted as Vehicle. Make that @Struct(polymorphic ="
            + " true).",
        "@Struct interface Car extends Vehicle {} //!",
        base);
    for (String word : new String[] {"freestore", "non-polymorphic-base"}) {
      Expected.nothing(
          "@SuppressWarnings(\"%s\") @Struct interface Car extends Vehicle {}".formatted(word),
          base);
    }
  }

  @Test
  void adviceOnAMethodThatLooksVirtual() {
    Expected.warning(
        "[non-virtual] Car.drive: not called through a pointer to Vehicle, which is not polymorphic."
            + " Make that @Struct(polymorphic = true).",
        """
        @Struct interface Car extends Vehicle {
          @Override default void drive() {} //!
        }
        """,
        "@Struct interface Vehicle { default void drive() {} }");
  }
}
