// SPDX-License-Identifier: Apache-2.0
package org.freestore.concurrency;

import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.vm.VMSupport;

/// One run of jcstress.
///
/// What it prints goes to `jcstress.log`, but for how far it is: it would call every caught twin a
/// failure.
final class JcstressRun {
  private static final String LOG = "jcstress.log";

  private JcstressRun() {}

  /// Runs the tests that the arguments select.
  ///
  /// @return a verdict for each
  static List<Verdict> of(List<String> args) throws Exception {
    PrintStream console = System.out;
    try (PrintStream log =
        new PrintStream(
            new ProgressLines(new FileOutputStream(LOG, true), console),
            true,
            StandardCharsets.UTF_8)) {
      System.setOut(log);
      return run(args.toArray(new String[0]));
    } finally {
      System.setOut(console);
    }
  }

  private static List<Verdict> run(String[] args) throws Exception {
    Options options = new Options(args);
    if (!options.parse()) {
      throw new IllegalArgumentException("jcstress refuses: args=" + List.of(args));
    }
    JCStress jcstress = new JCStress(options);
    Map<String, List<TestResult>> results = new TreeMap<>();
    if (!jcstress.getTests().isEmpty()) {
      runAndComplain(jcstress);
      for (TestResult result : read(options.getResultFile())) {
        results.computeIfAbsent(result.getName(), test -> new ArrayList<>()).add(result);
      }
    }
    return jcstress.getTests().stream()
        .map(test -> Verdict.of(test, results.getOrDefault(test, List.of())))
        .toList();
  }

  /// Modes are found anew by every run, and added to those found before.
  private static void runAndComplain(JCStress jcstress) throws Exception {
    VMSupport.getAvailableVMConfigs().clear();
    try (Watchdog watchdog = new Watchdog()) {
      watchdog.start();
      jcstress.run();
    } catch (AssertionError e) {
      System.out.println(e.getMessage()); // failures, which are judged elsewhere
    }
  }

  /// There is no file where nothing could be run.
  private static Iterable<TestResult> read(String file) throws Exception {
    InProcessCollector collector = new InProcessCollector();
    if (Files.notExists(Path.of(file))) {
      return List.of();
    }
    DiskReadCollector reader = new DiskReadCollector(file, collector);
    reader.dump();
    reader.close();
    return collector.getTestResults();
  }
}
