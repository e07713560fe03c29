// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// Sees to it that Netty finds the allocator: it has to be visible to the class loader, and to the
/// module, that Netty is in.
final class AllocatorJars {
  private static final String ALLOCATOR = "org/freestore/netty/FreeStoreByteBufAllocator.class";
  private static final String MODULE = "org.freestore.netty";

  /// Both jars, with a version or without, but not the agent's.
  private static final String BESIDE = "freestore-netty*.jar,freestore.jar,freestore-[0-9]*.jar";

  private final Instrumentation instrumentation;

  AllocatorJars(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /// Returns whether Netty's classes in `loader` will find the allocator, and makes it so if the
  /// loader is the system's and the jars lie beside the agent's.
  boolean areVisible(@Nullable ClassLoader loader, Module netty) {
    if (netty.isNamed()) {
      return areRead(netty);
    }
    if (isVisible(loader)) {
      return true;
    }
    if (ClassLoader.getSystemClassLoader().equals(loader)) {
      appendWhatLiesBeside();
    }
    return isVisible(loader);
  }

  private static boolean isVisible(@Nullable ClassLoader loader) {
    return loader != null && loader.getResource(ALLOCATOR) != null;
  }

  private boolean areRead(Module netty) {
    Optional<Module> allocator =
        Optional.ofNullable(netty.getLayer()).flatMap(layer -> layer.findModule(MODULE));
    allocator.ifPresent(module ->
        instrumentation.redefineModule(
            netty, Set.of(module), Map.of(), Map.of(), Set.of(), Map.of()));
    return allocator.isPresent();
  }

  private void appendWhatLiesBeside() {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(ownDirectory(), "{" + BESIDE + "}")) {
      for (Path jar : jars) {
        if (!jar.getFileName().toString().endsWith("-agent.jar")) {
          instrumentation.appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
        }
      }
    } catch (IOException | URISyntaxException e) {
      FreeStoreNettyAgent.say("cannot read the jars beside the agent's: " + e);
    }
  }

  private static Path ownDirectory() throws URISyntaxException {
    Path own =
        Path.of(AllocatorJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return own.resolveSibling("");
  }
}
