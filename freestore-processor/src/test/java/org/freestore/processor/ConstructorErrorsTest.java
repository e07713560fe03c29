// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One test for each way in which a constructor or a destructor can be wrong.
class ConstructorErrorsTest {

  private static void constructor(String message, String declaration) {
    String shape = " Declare `@Constructor static void make(Car self)`.";
    Expected.error(
        "Car.make: " + message + shape,
        """
        @Struct interface Car {
          @Constructor %s //!
        }
        """
            .formatted(declaration));
  }

  @Test
  void aConstructorHasItsShape() {
    constructor("a constructor is a static method.", "default void make(Car self) {}");
    constructor("a constructor cannot be private.", "private static void make(Car self) {}");
    constructor("a constructor cannot have type parameters.", "static <T> void make(Car self) {}");
    constructor("a constructor returns nothing.", "static Car make(Car self) { return self; }");
    constructor("the first parameter of a constructor is the object.", "static void make() {}");
    constructor(
        "the first parameter of a constructor is the object.", "static void make(Object self) {}");
  }

  @Test
  void theOtherParametersOfAConstructorAreItsOwn() {
    Expected.error(
        "Car.make: a constructor returns nothing. Declare `@Constructor static void make(Car self,"
            + " ...)`.",
        """
        @Struct interface Car {
          @Constructor static int make(Car self, int speed) { return speed; } //!
        }
        """);
  }

  @Test
  void aDestructorHasItsShape() {
    Expected.error(
        "Car.destroy: a destructor is a static method. Declare `@Destructor static void destroy(Car"
            + " self)`.",
        """
        @Struct interface Car {
          @Destructor default void destroy() {} //!
        }
        """);
    Expected.error(
        "Car.destroy: a destructor has no parameter but the object. Remove the others.",
        """
        @Struct interface Car {
          @Destructor static void destroy(Car self, int how) {} //!
        }
        """);
  }

  @Test
  void thereIsOneDestructor() {
    Expected.error(
        "Car.again: a second destructor. Move what it does to destroy.",
        """
        @Struct interface Car {
          @Destructor static void destroy(Car self) {}
          @Destructor static void again(Car self) {} //!
        }
        """);
  }

  @Test
  void constructorsDifferInTheirErasedParameters() {
    Expected.error(
        "Car.second: has the erased parameters of the constructor first, so both would be"
            + " `create(java.util.List)`. Change its parameters.",
        """
        @Struct interface Car {
          @Constructor static void first(Car self, java.util.List<String> names) {}
          @Constructor static void second(Car self, java.util.List<Integer> numbers) {} //!
        }
        """);
  }

  @Test
  void aBaseWithoutDefaultConstructorIsConstructedExplicitly() {
    String base =
        "@Struct interface Vehicle { @Constructor static void make(Vehicle self, int speed) {} }";
    Expected.error(
        "Car.make: its base Vehicle has no default constructor. Make it @Constructor(base ="
            + " EXPLICIT), and call constructBase first.",
        """
        @Struct interface Car extends Vehicle {
          @Constructor static void make(Car self) {} //!
        }
        """,
        base);
    Expected.error(
        "Car: its base Vehicle has no default constructor. Add a @Constructor(base = EXPLICIT) that"
            + " calls constructBase.",
        "@Struct interface Car extends Vehicle {} //!",
        base);
    Expected.nothing(
        """
        @Struct interface Car extends Vehicle {
          @Constructor(base = Constructor.Base.EXPLICIT)
          static void make(Car self) { CarStruct.constructBase(self, 7); }
        }
        """,
        base);
  }

  @Test
  void thereIsSomethingToConstructExplicitly() {
    Expected.error(
        "Car.make: there is no base to construct. Remove base = EXPLICIT.",
        """
        @Struct interface Car {
          @Constructor(base = Constructor.Base.EXPLICIT) static void make(Car self) {} //!
        }
        """);
  }

  @Test
  void thereIsSomethingToDelegateTo() {
    Expected.error(
        "Car.make: there is no other constructor to delegate to. Add one, or remove base ="
            + " DELEGATE.",
        """
        @Struct interface Car {
          @Constructor(base = Constructor.Base.DELEGATE) static void make(Car self) {} //!
        }
        """);
  }

  @Test
  void factoriesDeclareTheCheckedExceptionsOfTheirConstructor() {
    Compilation compiled =
        Compilation.of(
            List.of(
                """
                class Use {
                  void create() { CarStruct.create(1); }
                  void createDefault() { CarStruct.createArray(2); }
                }
                """,
                """
                @Struct interface Car {
                  @Constructor static void make(Car self, int a) throws java.io.IOException {}
                  @Constructor static void make(Car self) throws java.io.IOException {}
                  @Destructor static void end(Car self) throws java.io.IOException {}
                }
                """));
    assertThat(compiled.errors())
        .containsExactly(
            "2: unreported exception java.io.IOException; must be caught or declared to be thrown");
  }
}
