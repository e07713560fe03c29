// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What system properties say of the global store, in processes of their own.
class GlobalOptionsTest {
  private static final String PROGRAM =
      """
      import org.freestore.*;

      public class Program {
        public static void main(String[] arguments) {
          for (int call = 1; call <= 2; call++) {
            try {
              System.out.println(FreeStore.global().options().protection());
            } catch (IllegalStateException e) {
              System.out.println(call + " " + e.getMessage());
              continue;
            }
            IntArray numbers = IntArray.create(10);
            FreeStore.deleteArray(IntArray.create(10));
            if (arguments.length > 0) {
              FreeStore.deleteArray(numbers);
              try {
                numbers.get(3);
              } catch (UseAfterDeleteException e) {
                System.out.println(e.getMessage());
              }
            }
          }
        }
      }
      """;

  @TempDir private Path directory;

  private List<String> run(List<String> properties, String... arguments)
      throws IOException, InterruptedException {
    Path program = Files.writeString(directory.resolve("Program.java"), PROGRAM);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(properties);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--class-path", classes()));
    command.add(program.toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static String classes() {
    return Path.of(FreeStore.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }

  @Test
  void nothingIsReportedUnlessAskedFor() throws Exception {
    assertThat(run(List.of())).containsExactly("STANDARD", "STANDARD");
  }

  @Test
  void leaksAreReportedAtExit() throws Exception {
    assertThat(run(List.of("-Dfreestore.leaks=report")))
        .containsExactly(
            "STANDARD",
            "STANDARD",
            "leaks: store=global",
            "80 bytes in 2 arrays of type int",
            "created by: not recorded; -Dfreestore.protection=sites records it",
            "SUMMARY: Freestore: 80 bytes leaked in 2 objects");
    assertThat(run(List.of("-Dfreestore.leaks=report"), "delete"))
        .noneMatch(line -> line.startsWith("leaks"));
  }

  @Test
  void sitesAreRecordedWhereAPropertySaysSo() throws Exception {
    assertThat(run(List.of("-Dfreestore.protection=sites", "-Dfreestore.leaks=report"), "delete"))
        .contains("SITES")
        .containsSequence("deleted by thread main here:", at("deleteArray(numbers)"))
        .containsSequence("created by thread main here:", at("numbers = IntArray.create"))
        .contains(
            "SUMMARY: Freestore: use-after-delete int[3]" + at("numbers.get(3)").substring(3));
    assertThat(run(List.of("-Dfreestore.protection=full", "-Dfreestore.leaks=report")))
        .containsSequence(
            "80 bytes in 2 arrays of type int, created here:", at("numbers = IntArray.create"));
  }

  /// Returns the frame of the program's line that has a text.
  private static String at(String text) {
    long before = PROGRAM.lines().takeWhile(line -> !line.contains(text)).count();
    return "    at Program.main(Program.java:" + (before + 1) + ")";
  }

  @Test
  void aWrongValueIsToldAtEveryCall() throws Exception {
    assertThat(run(List.of("-Dfreestore.protection=most")))
        .containsExactly(
            "1 system property has a wrong value: -Dfreestore.protection=most"
                + " allowed=standard, sites, full",
            "2 system property has a wrong value: -Dfreestore.protection=most"
                + " allowed=standard, sites, full");
    assertThat(run(List.of("-Dfreestore.leaks=yes")))
        .first()
        .isEqualTo(
            "1 system property has a wrong value: -Dfreestore.leaks=yes allowed=report, none");
    for (String frames : List.of("0", "-1", "1001", "many")) {
      assertThat(run(List.of("-Dfreestore.siteFrames=" + frames)))
          .first()
          .isEqualTo(
              "1 system property has a wrong value: -Dfreestore.siteFrames="
                  + frames
                  + " allowed=a number from 1 to 1000");
    }
  }
}
