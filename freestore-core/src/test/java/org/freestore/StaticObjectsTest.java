// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.fixture.Events;
import org.freestore.fixture.Spot;
import org.freestore.fixture.Witness;
import org.freestore.fixture.WitnessStruct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects for the whole program. What happens at its end is seen in processes of their own.
class StaticObjectsTest {

  @BeforeEach
  void nothingHappened() {
    Events.reset();
  }

  /// Runs in a process of its own: says what happened after all static objects are gone.
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      FreeStore.createStatic(Witness.class);
      WitnessStruct.createIn(FreeStore.statics(), "with a text");
      FreeStore.createStaticArray(Witness.class, 2);
      IntArray.createIn(FreeStore.statics(), 3);
      Events.failDestroying(1);
      if (arguments.length > 0) {
        Runtime.getRuntime().exit(3);
      }
    }
  }

  private static List<String> run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--class-path");
    command.add(String.join(File.pathSeparator, place(FreeStore.class), place(Program.class)));
    command.add(ReportingProgram.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(arguments.length > 0 ? 3 : 0);
    return output.lines().toList();
  }

  private static String place(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  /// Prints each event of the program as it happens, which a hook of its own could not: hooks run
  /// in any order.
  static final class ReportingProgram {
    private ReportingProgram() {}

    public static void main(String[] arguments) {
      Events.print();
      Program.main(arguments);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void atTheOrderlyExitTheyAreDestroyedInReverseOrder(boolean byExit) throws Exception {
    List<String> lines = byExit ? run("exit") : run();
    assertThat(lines.stream().filter(line -> line.matches("[+-]\\d")))
        .containsExactly("+0", "+1", "+2", "+3", "-3", "-2", "-1", "-0");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("the destructor of a static object threw: type="));
  }

  @Test
  void theyCannotBeDeletedAndAreNoLeaks() {
    Spot spot = FreeStore.createStatic(Spot.class);
    StructArray<Spot> spots = FreeStore.createStaticArray(Spot.class, 2);
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> FreeStore.delete(spot))
        .withMessageContaining("static");
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> FreeStore.deleteArray(spots))
        .withMessageContaining("static");
    assertThat(FreeStore.global().leaks().toString()).doesNotContain("Spot");
    StaticResource.INSTANCE.destroyAll(System.err);
    assertThat(((StoreObject) spot).isAlive()).isFalse();
    assertThat(spots.isAlive()).isFalse();
  }

  @Test
  void whatADestructorThrowsIsPrintedAndTheOthersAreDestroyed() {
    StaticResource.INSTANCE.destroyAll(System.err);
    Events.reset();
    FreeStore.createStatic(Witness.class);
    FreeStore.createStatic(Witness.class);
    Events.failDestroying(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StaticResource.INSTANCE.destroyAll(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("Witness", "destruction of 1", "reference=0x");
    assertThat(Events.all()).containsExactly("+0", "+1", "-1", "-0");
  }

  @Test
  void oneWhoseConstructorThrowsIsNotDestroyed() {
    StaticResource.INSTANCE.destroyAll(System.err);
    Events.reset();
    Events.failConstructing(0);
    assertThatExceptionOfType(Events.Failure.class)
        .isThrownBy(() -> FreeStore.createStatic(Witness.class));
    StaticResource.INSTANCE.destroyAll(System.err);
    assertThat(Events.all()).containsExactly("!0");
  }

  @Test
  void segmentsAreZeroedAndNeverFreed() {
    MemorySegment segment = FreeStore.statics().allocate(64, 8);
    assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
    assertThat(FreeStore.statics()).hasToString("FreeStore.statics()");
  }
}
