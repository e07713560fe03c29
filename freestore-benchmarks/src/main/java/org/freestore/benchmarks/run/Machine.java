// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the figures depend on besides the code.
public final class Machine {
  private static final String[] PACKAGES = {
    "libmimalloc2.0", "libjemalloc2", "libtcmalloc-minimal4", "libc6", "gcc"
  };

  private Machine() {}

  /// Returns facts about this machine, by name, in the order of the report.
  public static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    facts.put("Freestore", orUnknown(Shell.outputOf("git", "describe", "--always", "--dirty")));
    facts.put("processor", field("/proc/cpuinfo", "model name"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", field("/proc/meminfo", "MemTotal"));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("transparent huge pages", content("/sys/kernel/mm/transparent_hugepage/enabled"));
    facts.put("overcommit", content("/proc/sys/vm/overcommit_memory"));
    facts.put("system", field("/etc/os-release", "PRETTY_NAME").replace("\"", ""));
    facts.put("JDK", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    for (String name : PACKAGES) {
      facts.put(name, orUnknown(Shell.outputOf("dpkg-query", "-W", "-f", "${Version}", name)));
    }
    return facts;
  }

  /// Returns how many processes wanted to run over the last 1, 5 and 15 minutes.
  public static String load() {
    String load = content("/proc/loadavg");
    String[] words = load.split(" ");
    return words.length < 3 ? load : words[0] + " " + words[1] + " " + words[2];
  }

  private static String field(String file, String label) {
    return content(file)
        .lines()
        .filter(line -> line.startsWith(label))
        .map(line -> line.replaceFirst("^[^:=]*[:=]\\s*", ""))
        .findFirst()
        .orElse("unknown");
  }

  private static String content(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : text;
  }
}
