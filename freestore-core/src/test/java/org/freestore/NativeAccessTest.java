// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program sees that may not call native functions, in a process of its own.
final class NativeAccessTest {
  private static final String PROGRAM =
      """
      public class Program {
        public static void main(String[] arguments) {
          for (int call = 1; call <= 2; call++) {
            try {
              org.freestore.FreeStore.global();
            } catch (IllegalStateException e) {
              System.out.println(call + " " + e.getMessage());
            }
          }
        }
      }
      """;

  @Test
  void everyCallSaysWhichFlagToPassWhereNativeAccessIsDenied(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path program = Files.writeString(directory.resolve("Program.java"), PROGRAM);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--illegal-native-access=deny",
                    "--class-path",
                    classes(),
                    program.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("--enable-native-access=ALL-UNNAMED"));
  }

  private static String classes() {
    return Path.of(FreeStore.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }
}
