// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The C programs and the native allocators: finds, compiles, starts.
public final class NativeSide {
  private static final List<Path> LIBRARY_DIRECTORIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu"),
          Path.of("/usr/lib/aarch64-linux-gnu"),
          Path.of("/usr/lib64"),
          Path.of("/usr/lib"),
          Path.of("/usr/local/lib"));

  private static final List<String> COMPILER_OPTIONS =
      List.of("-O2", "-std=gnu11", "-Wall", "-Wextra", "-pthread");

  private record Library(Candidate candidate, String file, String debianPackage) {}

  private static final List<Library> LIBRARIES =
      List.of(
          new Library(Candidate.MIMALLOC, "libmimalloc.so.2", "libmimalloc2.0"),
          new Library(Candidate.JEMALLOC, "libjemalloc.so.2", "libjemalloc2"),
          new Library(Candidate.TCMALLOC, "libtcmalloc_minimal.so.4", "libtcmalloc-minimal4"));

  private final Path program;
  private final Map<Candidate, Path> libraries;

  private NativeSide(Path program, Map<Candidate, Path> libraries) {
    this.program = program;
    this.libraries = libraries;
  }

  /// Compiles the programs and finds the allocators.
  ///
  /// @param sources the directory with the C files
  /// @param directory where the program goes
  /// @throws BenchException if something is missing, naming the Debian packages that have it
  public static NativeSide prepare(Path sources, Path directory) throws IOException {
    Map<Candidate, Path> libraries = new EnumMap<>(Candidate.class);
    List<String> missing = new ArrayList<>();
    if (!onPath("gcc") || !Files.exists(Path.of("/usr/include/stdio.h"))) {
      missing.add("gcc libc6-dev");
    }
    for (Library library : LIBRARIES) {
      LIBRARY_DIRECTORIES.stream()
          .map(each -> each.resolve(library.file()))
          .filter(Files::exists)
          .findFirst()
          .ifPresentOrElse(
              found -> libraries.put(library.candidate(), found),
              () -> missing.add(library.debianPackage()));
    }
    if (!Files.exists(Path.of("/etc/fonts/fonts.conf"))
        || !Files.exists(Path.of("/usr/share/fonts"))) {
      missing.add("fontconfig fonts-dejavu-core"); // The JDK cannot draw a chart without.
    }
    if (!missing.isEmpty()) {
      throw new BenchException(
          "needs programs or libraries that are missing; on Debian: apt-get install "
              + String.join(" ", missing));
    }
    return new NativeSide(compile(sources, Files.createDirectories(directory)), libraries);
  }

  /// Returns whether there is such a program.
  public static boolean onPath(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
  }

  private static Path compile(Path sources, Path directory) throws IOException {
    Path program = directory.resolve("workloads");
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(COMPILER_OPTIONS);
    command.addAll(List.of("-o", program.toString()));
    try (Stream<Path> files = Files.list(sources)) {
      files.map(Path::toString).filter(name -> name.endsWith(".c")).sorted().forEach(command::add);
    }
    command.add("-ldl");
    String problem = Shell.failureOf(command);
    if (!problem.isEmpty()) {
      throw new BenchException("the C programs do not compile:\n" + problem);
    }
    return program;
  }

  /// Returns the shared library of a native allocator.
  public Path library(Candidate candidate) {
    Path library = libraries.get(candidate);
    if (library == null) {
      throw new IllegalArgumentException("candidate=" + candidate);
    }
    return library;
  }

  Outcome run(Candidate candidate, List<String> words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(words);
    String preload = candidate == Candidate.GLIBC ? "" : library(candidate).toString();
    return MeasuredProcess.run(command, preload);
  }
}
