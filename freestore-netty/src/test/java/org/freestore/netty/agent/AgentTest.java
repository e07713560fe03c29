// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCounted;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freestore.FreeStore;
import org.freestore.netty.FreeStoreByteBufAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts programs with the agent, from jars as they are published.
class AgentTest {
  private static final String AGENT_PACKAGE = "org/freestore/netty/agent/";

  @TempDir private Path directory;

  private Path agentJar;
  private Path allocatorJar;
  private Path coreJar;
  private Path probeJar;

  @BeforeEach
  void packsJars() throws Exception {
    Path classes = home(FreeStoreByteBufAllocator.class);
    agentJar =
        jar("freestore-netty-1.0-agent.jar", classes, name -> name.startsWith(AGENT_PACKAGE));
    allocatorJar = jar("freestore-netty-1.0.jar", classes, name -> !name.startsWith(AGENT_PACKAGE));
    coreJar = directory.resolve("freestore-1.0.jar");
    Path core = home(FreeStore.class);
    if (Files.isDirectory(core)) {
      jar(coreJar.getFileName().toString(), core, name -> true);
    } else {
      Files.copy(core, coreJar);
    }
    probeJar = jar("probe.jar", home(Probe.class), name -> name.contains("Probe"));
  }

  @Test
  void theDefaultAllocatorOfAProgramIsFreestores() throws Exception {
    assertThat(run(List.of(), probeJar, netty()))
        .isEqualTo("FreeStoreByteBufAllocator\n7 DirectByteBuf\n");
  }

  @Test
  void theAllocatorMayBeOnTheClassPathAlready() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path moved = Files.move(allocatorJar, elsewhere.resolve("allocator.jar"));
    Path movedCore = Files.move(coreJar, elsewhere.resolve("core.jar"));
    assertThat(run(List.of(), probeJar, netty(), moved, movedCore))
        .isEqualTo("FreeStoreByteBufAllocator\n7 DirectByteBuf\n");
  }

  @Test
  void withoutTheAllocatorTheProgramRunsAsBefore() throws Exception {
    Files.delete(allocatorJar);
    assertThat(run(List.of(), probeJar, netty()))
        .startsWith("freestore-netty: Netty keeps its own allocator, since its class loader does")
        .contains("AdaptiveByteBufAllocator\n7 ");
  }

  @Test
  void whereTheStoreCannotBeOpenedTheProgramRunsAsBefore() throws Exception {
    assertThat(run(List.of("-Dfreestore.protection=nonsense"), probeJar, netty()))
        .contains("freestore-netty: Netty keeps its own allocator: allocator=Adaptive")
        .contains("nonsense")
        .contains("AdaptiveByteBufAllocator\n7 ");
  }

  private static String netty() throws Exception {
    return home(ByteBufAllocator.class) + File.pathSeparator + home(ReferenceCounted.class);
  }

  private String run(List<String> options, Object... classPath) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-javaagent:" + agentJar));
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.of(classPath).map(Object::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(Probe.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static Path home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private interface Choice {
    boolean has(String name);
  }

  private Path jar(String name, Path classes, Choice chosen) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", FreeStoreNettyAgent.class.getName());
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        String entry = classes.relativize(each).toString().replace(File.separatorChar, '/');
        if (chosen.has(entry)) {
          out.putNextEntry(new JarEntry(entry));
          Files.copy(each, out);
        }
      }
    }
    return jar;
  }
}
