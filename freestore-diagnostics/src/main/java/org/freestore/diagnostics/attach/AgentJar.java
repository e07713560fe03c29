// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/// The agent in a temporary jar, and where it finds the rest.
final class AgentJar implements AutoCloseable {
  private final Path file;

  /// Writes the jar.
  ///
  /// @throws IOException if that is not possible
  AgentJar() throws IOException {
    file = Files.createTempFile("freestore-agent-", ".jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest());
        InputStream code = Agent.class.getResourceAsStream("Agent.class")) {
      jar.putNextEntry(new ZipEntry(Agent.class.getName().replace('.', '/') + ".class"));
      Objects.requireNonNull(code, "Agent.class").transferTo(jar);
      jar.closeEntry();
    }
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", Agent.class.getName());
    return manifest;
  }

  Path file() {
    return file;
  }

  /// Returns what the diagnostics need: themselves and the library that writes JSON.
  String classPath() {
    return List.of(Agent.class, JsonFactory.class).stream()
        .map(AgentJar::origin)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a file: location=" + source.getLocation(), e);
    }
  }

  /// Deletes the jar, which the process that loaded it has open and keeps.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit(); // Where open files cannot be deleted.
    }
  }
}
