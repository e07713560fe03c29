// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.operations.OperationFacts;
import org.freestore.cli.operations.OperationFile;

/// The command line that starts a worker in the same Java with the same modules or class path.
final class JavaCommand {
  private static final long MIB = 1 << 20;
  private static final long BASE_HEAP_BYTES = 24 * MIB;
  private static final long HEAP_BYTES_PER_THREAD = MIB;
  private static final long BYTES_PER_SLOT = 48;
  private static final long ARENA_BYTES_PER_SLOT = 400;

  private JavaCommand() {}

  static List<String> of(WorkerTask task, AllocatorKind kind, OperationFacts facts, Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(machineOptions(task, heapBytes(kind, facts) / MIB));
    command.addAll(program());
    command.addAll(List.of(task.name(), kind.name(), file.toString()));
    return command;
  }

  private static List<String> machineOptions(WorkerTask task, long heapMebibytes) {
    List<String> options = new ArrayList<>();
    options.add("-Xms" + heapMebibytes + "m");
    options.add("-Xmx" + heapMebibytes + "m");
    options.add("-XX:+UseSerialGC");
    options.add("-XX:-UsePerfData");
    options.add("-Xshare:auto");
    options.add("--sun-misc-unsafe-memory-access=allow");
    if (task == WorkerTask.MEMORY) {
      options.add("-XX:+AlwaysPreTouch");
      options.add("-XX:TieredStopAtLevel=1");
    }
    return options;
  }

  /// Returns the heap's size: what the replay's tables need, twice over, for the collector divides
  /// the heap.
  private static long heapBytes(AllocatorKind kind, OperationFacts facts) {
    long perSlot = BYTES_PER_SLOT + (kind == AllocatorKind.ARENA ? ARENA_BYTES_PER_SLOT : 0);
    long kept = facts.bytes() <= OperationFile.KEPT_BYTES ? facts.bytes() : 0;
    long tables = kept + facts.slots() * perSlot;
    long threads = Math.min(facts.threads(), 1_000) * HEAP_BYTES_PER_THREAD;
    return 2 * (BASE_HEAP_BYTES + tables + threads);
  }

  private static List<String> program() {
    List<String> program = new ArrayList<>();
    Module module = WorkerMain.class.getModule();
    String main = WorkerMain.class.getName();
    if (module.isNamed()) {
      String core = FreeStore.class.getModule().getName();
      program.add("--enable-native-access=" + core + "," + module.getName());
      program.add("--module-path=" + System.getProperty("jdk.module.path"));
      program.add("--module=" + module.getName() + "/" + main);
    } else {
      program.add("--enable-native-access=ALL-UNNAMED");
      program.add("-cp");
      program.add(System.getProperty("java.class.path"));
      program.add(main);
    }
    return program;
  }
}
